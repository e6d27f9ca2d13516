import type { PackageSchema } from "./document";

/**
 * The enums of the schema for TypeScript programs, under the names that Pulumi's code generator gives them: what
 * `pulumi import` writes uses them.
 */
export function writeEnumConstants({ types }: PackageSchema): string {
	const constants = Object.entries(types).flatMap(([token, type]) => {
		if (!("enum" in type)) return [];
		const name = token.split(":").at(-1);
		const members = type.enum.map((member) => `${member.name}: ${JSON.stringify(member.value)}`);
		return [
			`export const ${name} = { ${members.join(", ")} } as const;\n` +
				`export type ${name} = (typeof ${name})[keyof typeof ${name}];`,
		];
	});
	return [
		"/** Written by `npm run docs` from the definitions: the values of inputs and outputs. */",
		...constants,
	].join("\n\n");
}
