import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/**
 * The arrows between the rooms of provider/ (ARCHITECTURE.md draws them): each room lists the rooms that it may
 * import; anything else is an error. Files of the top level (lifecycle.ts, index.ts) are rooms of one file.
 */
const rooms = {
	pace: [],
	secret: ["lifecycle"],
	cloud: ["pace", "secret"],
	waiting: ["pace"],
	checking: ["lifecycle"],
	recovery: ["lifecycle", "cloud", "waiting", "checking"],
	power: ["lifecycle", "cloud", "recovery", "waiting"],
	"registered-image": ["lifecycle", "cloud", "checking", "waiting", "recovery"],
	"notebook-instance": ["lifecycle", "cloud", "checking", "waiting", "recovery", "power"],
	notebook: ["lifecycle", "cloud", "checking", "waiting", "recovery", "power"],
	"custom-image": ["lifecycle", "cloud", "checking", "waiting", "recovery", "registered-image"],
	"notebook-image": ["lifecycle", "cloud", "checking", "waiting", "recovery", "registered-image", "notebook"],
	"cloud-image": ["lifecycle", "cloud", "checking", "waiting", "recovery"],
	engine: ["lifecycle", "cloud", "recovery", "secret"],
	// The helper command of the terminal: nobody loads it.
	command: [
		"lifecycle",
		"secret",
		"cloud",
		"pace",
		"recovery",
		"registered-image",
		"notebook-instance",
		"notebook",
		"custom-image",
		"notebook-image",
		"cloud-image",
	],
	entry: ["engine", "notebook-instance", "notebook", "custom-image", "notebook-image", "cloud-image"],
};

const pulumiRooms = ["engine", "entry"];

const arrows = Object.entries(rooms).map(([room, allowed]) => ({
	files: [`provider/${room}/**/*.ts`],
	// A resource class is what a user's program runs: it knows Pulumi, and of its own room only the types.
	ignores: ["provider/*/resource.ts"],
	rules: {
		"no-restricted-imports": [
			"error",
			{
				patterns: [
					{
						regex: `^\\.\\./(?!(${allowed.join("|") || "-"})(/|$))`,
						message: `${room}/ may import only: ${allowed.join(", ") || "nothing outside itself"} (ARCHITECTURE.md).`,
					},
					...(pulumiRooms.includes(room) ? [] : [{ regex: "^@pulumi/", message: `${room}/ knows nothing of Pulumi.` }]),
					{ regex: "^modelarts-simulator", message: "provider/ and simulator/ never import each other." },
				],
			},
		],
	},
}));

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
				{ allow: ["^\\./(life|input-rules|os-versions|file-hints)$", "^\\.\\./cloud/(cloud|endpoints|settings)$"] },
			],
			"@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
			eqeqeq: "error",
		},
	},
	{ files: ["**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
	{ files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
	...arrows,
	{
		files: ["provider/*/resource.ts"],
		rules: {
			// Class and interface of one name: the properties are documented once, Pulumi's base class sets them all.
			"@typescript-eslint/no-unsafe-declaration-merging": "off",
			"@typescript-eslint/no-empty-object-type": "off",
			"no-restricted-imports": [
				"error",
				{
					patterns: [
						{
							regex: "^(zod|got|p-retry)$|^\\.\\./(cloud|waiting|pace|engine|entry)|handler$",
							message: "A class is loaded by every program and preview: types and recovery/identity only.",
						},
					],
				},
			],
		},
	},
	{
		files: ["simulator/**/*.ts"],
		rules: {
			"no-restricted-imports": [
				"error",
				{
					patterns: [
						{ regex: "pulumi-modelarts|/provider/", message: "provider/ and simulator/ never import each other." },
					],
				},
			],
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
