import type { PackageSchema } from "../document";
import { toToken } from "../named-types";
import { languages } from "./languages";
import { readProgram } from "./read-program";

/**
 * The schema with the example of each class in each language, below its description: the generators of each language take
 * the blocks of their own.
 *
 * @param examples by kind; a TypeScript block with its fences
 */
export function addExamples(schema: PackageSchema, examples: ReadonlyMap<string, string>): PackageSchema {
	const resources = { ...schema.resources };
	for (const [kind, example] of examples) {
		const resource = resources[toToken(kind)];
		if (!resource) throw new Error(`There is an example of ${kind}, which the schema does not have.`);
		const program = readProgram(example);
		const blocks = Object.entries(languages).map(
			([language, write]) => `\`\`\`${language}\n${write(program, schema).trimEnd()}\n\`\`\`\n`,
		);
		const section = `{{% examples %}}\n## Example Usage\n{{% example %}}\n\n${blocks.join("")}{{% /example %}}\n{{% /examples %}}`;
		resources[toToken(kind)] = { ...resource, description: `${resource.description}\n\n${section}` };
	}
	return { ...schema, resources };
}
