import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import type { PackageSchema } from "../../../tools/schema/document";
import { kindNames } from "../../../provider/resources";
import { describeWhere } from "../../support/describe-where";
import { cliEnvironment, findYamlHost, root } from "../support/cli";
import { environmentOf, openCloud } from "../support/cloud";
import { makeFolder } from "../support/language-example";
import { linkPlugin } from "../support/plugin";
import { openStack } from "../support/stack";

const TIME = 120_000;
const host = findYamlHost();
const { resources } = JSON.parse(readFileSync(join(root, "schema.json"), "utf8")) as PackageSchema;

/** The block of a language in the description of a class. */
function findExample(kind: string, language: string): string {
	const { description = "" } = resources[`modelarts:index:${kind}`] ?? {};
	return new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "m").exec(description)?.[1] ?? "";
}

describeWhere(
	host !== undefined,
	"Examples of the package schema in YAML",
	"the CLI has no language host for YAML, and there is no Go to build it with",
)("an example of the package schema in YAML", () => {
	let cloud: Simulator;
	beforeAll(async () => {
		cloud = await openCloud();
	}, TIME);

	test.each(kindNames)(
		"of %s shows its resources in a preview",
		async (kind) => {
			const folder = makeFolder("example");
			linkPlugin(join(folder, "bin"));
			const head = "name: example\nruntime: yaml\nplugins: { providers: [{ name: modelarts, path: bin }] }\n";
			const program = findExample(kind, "yaml");
			writeFileSync(join(folder, "Pulumi.yaml"), head + program);
			const env = { ...environmentOf(cloud), PATH: [host, cliEnvironment().PATH].join(delimiter) };
			const stack = await openStack({ folder, env });
			const declared = [...program.matchAll(/^ {2}(\w+):\n {4}type: modelarts:(?:.*\n {4}name: (\w+))?/gm)];
			const names = declared.map(([, variable, name = variable]) => `create ${name}`);
			expect(names.length).toBeGreaterThan(0);
			const preview = await stack.preview();
			expect(preview).toMatchObject({ code: 0 });
			expect([...preview.steps].sort()).toEqual(names.sort());
		},
		TIME,
	);
});
