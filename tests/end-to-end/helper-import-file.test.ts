import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import ts from "typescript";
import { composeIdentity, individualize } from "../../provider/lifecycle/create-safety/resource-identity";
import { describeOwner } from "../../provider/lifecycle/create-safety/ownership-marker";
import { changesTo, environmentOf, notebooksIn, openCloud } from "./support/cloud";
import type { Finished } from "./support/command";
import { cloudImagesIn, registeredIn } from "./support/images";
import { newNotebooksIn } from "./support/notebooks";
import { NOTEBOOK_TYPE, openStack, type Stack } from "./support/stack";
import { isFull, whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;
/** Kind, id and logical name of each. */
let targets: string[];
let result: Finished;
let written: { program: string; command: string; file: string };

/** Unmanaged objects, created at the console. */
beforeAll(async () => {
	cloud = await openCloud();
	cloud.admin.putObjects({
		instances: [
			{
				create: {
					name: "handmade",
					description: "made at the console",
					profile_id: "Multi-Engine 1.0 (python3)-cpu",
					flavor: "modelarts.vm.cpu.2u",
					spec: {
						storage: { type: "evs", location: { volume_size: 20 } },
						auto_stop: { enable: true, duration: 7200 },
					},
				},
			},
		],
		notebooks: [
			{
				create: {
					name: "desk-of-anna",
					description: "",
					flavor: "modelarts.vm.cpu.2u",
					image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
					volume: { category: "EVS", ownership: "MANAGED", capacity: 30 },
				},
			},
		],
		customImages: [{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/course/base:1", description: "by hand" } }],
		cloudImages: [
			{
				create: {
					name: "golden",
					__description: "the one",
					__data_origin: "file,images:golden.qcow2",
					min_disk: 40,
				},
			},
		],
	});
	stack = await openStack({ env: environmentOf(cloud) });
	targets = [
		`NotebookInstance:${notebooksIn(cloud)[0]?.id}=lab`,
		`Notebook:${newNotebooksIn(cloud)[0]?.id}`,
		`CustomImage:${registeredIn(cloud)[0]?.id}`,
		`CloudImage:${cloudImagesIn(cloud)[0]?.id}`,
	];
	result = await stack.runHelper(["import-file", ...targets, "--json", "--stack", "dev"]);
	written = JSON.parse(result.stdout || "{}");
}, 60_000);

/** The printed program, as the project runs it. */
function compile(program: string): string {
	return ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } }).outputText;
}

test("`import-file` uses an object's own name as its logical name by default, and ends with exit code 0", () => {
	expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: "" });
	const { resources } = JSON.parse(readFileSync(join(stack.directory, "import.json"), "utf8"));
	expect(resources.map(({ name }: { name: string }) => name)).toEqual(["lab", "desk-of-anna", "base", "golden"]);
});

test("`import-file` gives each object an identity of its own, another one each time", async () => {
	await stack.runHelper(["import-file", ...targets, "--output", "second.json", "--stack", "dev"]);
	function readIdentities(file: string): string[] {
		const { resources } = JSON.parse(readFileSync(join(stack.directory, file), "utf8"));
		return resources.map(({ inputs }: { inputs: { identity: string } }) => inputs.identity);
	}
	const [first, second] = [readIdentities("import.json"), readIdentities("second.json")];
	expect(new Set([...first, ...second]).size).toBe(2 * targets.length);
	for (const identity of [...first, ...second]) expect(identity).toMatch(/^proof:dev:.*#[0-9a-f]{20}-[0-9a-f]{7}$/);
}, 60_000);

test("`import-file` keeps the identity in the marker of an object that this resource created", async () => {
	const declared = { project: "proof", stack: "dev", types: [NOTEBOOK_TYPE], name: "own" };
	const identity = individualize(composeIdentity(declared));
	const create = { name: "made", description: describeOwner(identity), flavor: "modelarts.vm.cpu.2u" };
	cloud.admin.putObjects({ instances: [{ create }] });
	const { id } = notebooksIn(cloud).find(({ name }) => name === "made") ?? {};
	await stack.runHelper(["import-file", `NotebookInstance:${id}=own`, "--output", "own.json", "--stack", "dev"]);
	const { resources } = JSON.parse(readFileSync(join(stack.directory, "own.json"), "utf8"));
	expect(resources[0].inputs.identity).toBe(identity);
	cloud.admin.putObjects({ instances: [{ name: "made", remove: true }] });
}, 60_000);

test("the printed program has the inputs that differ from the defaults", () => {
	expect(written.program).toContain(
		'import { CloudImage, CustomImage, Notebook, NotebookInstance } from "pulumi-modelarts";',
	);
	expect(written.program).toContain('const deskOfAnna = new Notebook("desk-of-anna", {');
	expect(written.program).toMatch(/autoStop: \{\n\t\tenable: true,\n\t\tduration: 7200,/);
	expect(written.program).not.toMatch(/identity|__provider|status/);
});

test("the printed `pulumi import` imports the objects; with the program, the next preview shows no changes", async () => {
	expect(written.command).toMatch(/^pulumi import --file import\.json /);
	const { terminal, code } = await stack.start(written.command.split(" ").slice(1)).outcome;
	expect({ code, terminal }).toMatchObject({ code: 0 });
	stack.write(compile(written.program));
	const preview = await stack.preview();
	expect({ code: preview.code, steps: preview.steps, terminal: preview.terminal }).toMatchObject({
		code: 0,
		steps: [],
	});
}, 60_000);

whenFull(() => {
	test("a refresh finds no drift", async () => {
		expect(await stack.refresh()).toMatchObject({ code: 0 });
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);
});

test("the import changed none of the objects", () => {
	expect(changesTo(cloud)).toEqual([]);
});

test("a program of `--adopt` adopts the objects without an import", async () => {
	const other = await openStack({ env: environmentOf(cloud), name: "dev", project: "adopting" });
	const { stdout, code } = await other.runHelper(["import-file", targets[0] ?? "", "--adopt", "--stack", "dev"]);
	expect(code).toBe(0);
	expect(stdout).toContain(`adopt: "${notebooksIn(cloud)[0]?.id}"`);
	other.write(compile(stdout));
	expect(await other.up()).toMatchObject({ code: 0, steps: ["create lab"] });
	if (isFull) expect(await other.preview()).toMatchObject({ code: 0, steps: [] });
	expect(changesTo(cloud)).toEqual([]);
}, 60_000);

test.each([
	["an unknown kind", "Volume:1", 2, /is not <kind>:<id>.*NotebookInstance, Notebook/],
	["a missing object", "CustomImage:11111111-2222-3333-4444-555555555555", 2, /There is no CustomImage/],
	[
		"an image saved from a notebook",
		"NotebookImage:11111111-2222-3333-4444-555555555555",
		2,
		/import it as a CustomImage/,
	],
])(
	"%s is rejected in a sentence",
	async (_what, object, code, sentence) => {
		const finished = await stack.runHelper(["import-file", object, "--stack", "dev"]);
		expect({ code: finished.code, stdout: finished.stdout }).toEqual({ code, stdout: "" });
		expect(finished.stderr).toMatch(sentence);
	},
	30_000,
);
