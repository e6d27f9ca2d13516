import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { kindNames } from "../../../provider/resources";
import { describeWhere } from "../../support/describe-where";
import { whenFull } from "../../support/full";
import { findPythonEnvironment, findSdkWriter, findYamlHost } from "../support/cli";
import { environmentOf, openCloud } from "../support/cloud";
import { findSchemaExample, installPythonSdk, makeFolder, pathWithYaml } from "../support/language-example";
import { linkPlugin } from "../support/plugin";
import { openStack } from "../support/stack";

const TIME = 120_000;
const environment = findPythonEnvironment();

let cloud: Simulator;
beforeAll(async () => {
	cloud = await openCloud();
}, TIME);

/** What the YAML example of a class declares. */
function listSteps(kind: string): string[] {
	const declared = findSchemaExample(kind, "yaml").matchAll(
		/^ {2}(\w+):\n {4}type: modelarts:(?:.*\n {4}name: (\w+))?/gm,
	);
	return [...declared].map(([, variable, name = variable]) => `create ${name}`).sort();
}

/** A preview of a program: the files of its folder, beside the plugin in `bin`, and Python in `venv`. */
async function expectPreview(kind: string, files: Record<string, string>, env: Record<string, string>): Promise<void> {
	const folder = makeFolder("example");
	linkPlugin(join(folder, "bin"));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	if (environment !== undefined) symlinkSync(environment, join(folder, "venv"));
	const stack = await openStack({ folder, env: { ...environmentOf(cloud), ...env } });
	const preview = await stack.preview();
	expect(preview).toMatchObject({ code: 0 });
	expect(listSteps(kind)).not.toEqual([]);
	expect([...preview.steps].sort()).toEqual(listSteps(kind));
}

const HEAD = "name: example\nplugins: { providers: [{ name: modelarts, path: bin }] }\n";
const host = findYamlHost();

describeWhere(
	host !== undefined,
	"Examples of the package schema in YAML",
	"the CLI has no language host for YAML, and there is no Go to build it with",
)("an example of the package schema in YAML", () => {
	test.each(kindNames)(
		"of %s shows its resources in a preview",
		(kind) => {
			const program = `${HEAD}runtime: yaml\n${findSchemaExample(kind, "yaml")}`;
			return expectPreview(kind, { "Pulumi.yaml": program }, { PATH: pathWithYaml(host) });
		},
		TIME,
	);
});

whenFull(() => {
	describeWhere(
		environment !== undefined && findSdkWriter() !== undefined,
		"Examples of the package schema in Python",
		"there is no Python with Pulumi's SDK, or no Go to build the writer of ours with",
	)("an example of the package schema in Python", () => {
		let sdk: string;
		beforeAll(() => {
			sdk = installPythonSdk(environment);
		}, TIME);

		test.each(kindNames)(
			"of %s shows its resources in a preview",
			(kind) => {
				const project = `${HEAD}runtime: { name: python, options: { virtualenv: venv } }\n`;
				const files = { "Pulumi.yaml": project, "__main__.py": findSchemaExample(kind, "python") };
				return expectPreview(kind, files, { PYTHONPATH: sdk });
			},
			TIME,
		);
	});
});
