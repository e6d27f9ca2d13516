import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

export default tseslint.config(
	{ ignores: ["**/dist/**", "**/node_modules/**", "coverage/**", "tests/fixtures/**"] },
	...tseslint.configs.recommendedTypeChecked,
	{
		languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
		rules: {
			"@typescript-eslint/no-floating-promises": "error",
			"@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
			"@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
			"@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
			"@typescript-eslint/require-await": "off",
			// What most runs do without is loaded on first need, synchronously, as check is.
			"@typescript-eslint/no-require-imports": [
				"error",
				{
					allow: [
						"^\\./(operations|validation|os-versions|file-warnings|answers)$",
						"/lookups/(registry|run-lookup)$",
						"^\\./resources/[a-z-]+/inventory$",
						"/services/(service-registry|config/(endpoints|configuration))$",
					],
				},
			],
			"@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
			eqeqeq: "error",
		},
	},
	{ files: ["**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
	{ files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
	{
		files: ["provider/resources/*/resource.ts", "provider/native.ts"],
		rules: {
			// Class and interface of one name: the properties are documented once, Pulumi's base class sets them all.
			"@typescript-eslint/no-unsafe-declaration-merging": "off",
			"@typescript-eslint/no-empty-object-type": "off",
		},
	},
	{
		// Tests look into JSON that is typed nowhere; what they assert is the check.
		files: ["tests/**/*.ts"],
		rules: {
			"@typescript-eslint/no-unsafe-assignment": "off",
			"@typescript-eslint/no-unsafe-member-access": "off",
			"@typescript-eslint/no-unsafe-argument": "off",
			"@typescript-eslint/no-unsafe-call": "off",
			"@typescript-eslint/no-unsafe-return": "off",
		},
	},
	{
		files: ["tests/**/*.ts"],
		ignores: ["tests/support/programs.ts"],
		rules: {
			"@typescript-eslint/no-restricted-imports": [
				"error",
				{
					paths: [
						{
							name: "node:child_process",
							allowTypeImports: true,
							message: "Start programs with tests/support/programs.ts: what they print is shown with a failure.",
						},
					],
				},
			],
		},
	},
	prettier,
);
