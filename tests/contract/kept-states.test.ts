import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentOf, openCloud } from "../end-to-end/support/cloud";
import { root } from "../end-to-end/support/cli";
import { openStack, type Stack, type StoredResource } from "../end-to-end/support/stack";
import { shareProvider } from "../support/world";

/** State files of every published version: their contents must be understood by every later version. */
const fixtures = join(root, "tests", "fixtures");
const versions = readdirSync(fixtures).filter((name) => name.startsWith("state-"));

function readProgram(folder: string): string {
	return `const modelarts = require("pulumi-modelarts");\n${readFileSync(join(folder, "program.js"), "utf8")}`;
}

async function open(folder: string): Promise<Stack> {
	const cloud = await openCloud();
	return openStack({ program: readProgram(folder), env: environmentOf(cloud), project: "kept" });
}

const making = process.env.MAKE_STATE;
if (making === undefined) describe.each(versions)("the state of %s", proveKept);
else {
	test("is created by this version", async () => {
		const stack = await open(join(root, making));
		expect(await stack.up()).toMatchObject({ code: 0 });
		// The program's folder on the machine that created it must not be in the fixture.
		const state = JSON.stringify(JSON.parse(await stack.exportText()), (key, value: unknown) =>
			key === "sourcePosition" || key === "stackTrace" ? undefined : value,
		);
		writeFileSync(join(root, making, "state.json"), state);
	}, 60_000);
}

function proveKept(version: string): void {
	const folder = join(fixtures, version);
	const text = readFileSync(join(folder, "state.json"), "utf8");
	const { deployment } = JSON.parse(text) as { deployment: { resources: StoredResource[] } };
	const ours = deployment.resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
	const shared = shareProvider();

	test("has every kind, and no secret", () => {
		const types = new Set(ours.map(({ type }) => type.replace(/^.*:/, "")));
		expect([...types].sort()).toEqual(["CloudImage", "CustomImage", "Notebook", "NotebookImage", "NotebookInstance"]);
		// The name of a secret output that was not requested.
		const said = text.replaceAll('"additionalSecretOutputs": ["token"]', "");
		expect(said).not.toMatch(/secretKey|accessKey|password|token/i);
	});

	test.each(ours.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource] as const))(
		"keeps %s unchanged under the same inputs",
		async (_name, { id = "", inputs = {}, outputs = {} }) => {
			const { inputs: checked, failures } = await shared.provider.check(inputs, inputs);
			expect(failures).toEqual([]);
			expect(checked).toEqual(inputs);
			expect((await shared.provider.diff(id, outputs, checked)).changes).toBe("none");
		},
	);

	test("has no changes in a preview under the real CLI", async () => {
		const stack = await open(folder);
		const imported = await stack.run("stack", "import", "--stack", "dev", "--file", join(folder, "state.json"));
		expect(imported.stderr).toBe("");
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);
}
