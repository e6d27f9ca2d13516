import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { countCalls, environmentOf, notebooksIn, openCloud } from "./support/cloud";
import type { Finished } from "./support/command";
import { cloudImagesIn, registeredIn } from "./support/images";
import { newNotebooksIn } from "./support/notebooks";
import { killProcess } from "./support/processes";
import { openStack, type Stack } from "./support/stack";
import { until } from "./support/until";

/** One resource of each kind that makes something by itself, one of them below a component. */
const program = `
const { CloudImage, CustomImage, Notebook } = require("pulumi-modelarts");
class Bench extends pulumi.ComponentResource { constructor(name) { super("course:room:Bench", name); } }
const bench = new Bench("front");
const volume = { type: "evs", location: { volumeSize: 5 } };
new NotebookInstance("lab", { profileId: "Multi-Engine 1.0 (python3)-cpu", flavor: "modelarts.vm.cpu.2u", storage: volume });
const desk = new Notebook("desk", { flavor: "modelarts.vm.cpu.2u", imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090", volume: { category: "EVS", capacity: 5 } }, { parent: bench });
new CustomImage("base", { swrPath: "swr.cn-north-4.myhuaweicloud.com/course/base:1" });
new CloudImage("disk", { imageUrl: "images:base.qcow2", minDisk: 40 });
`;

/** What is saved of a notebook that runs: not there before that. */
const saving = `
const { NotebookImage } = require("pulumi-modelarts");
new NotebookImage("saved", { notebookId: desk.id, namespace: "course" });
`;

interface Report {
	readonly project: string;
	readonly stack: string;
	readonly orphans: readonly {
		kind: string;
		id: string;
		logicalName: string;
		importable: boolean;
		obstacle?: string;
	}[];
	readonly gaps: readonly string[];
	readonly deleted: readonly string[];
	readonly failures: readonly object[];
}

const CREATIONS = ["createInstance", "createNotebook", "registerImage", "createImage"];

let cloud: Simulator;
let stack: Stack;

async function runOrphans(...args: string[]): Promise<Finished & { json: Report }> {
	const finished = await stack.runHelper(["orphans", "--json", "--stack", "dev", ...args]);
	return { ...finished, json: JSON.parse(finished.stdout || "{}") };
}

/** All that the program makes, with the logical names. */
const all = [
	["NotebookInstance", "lab", true],
	["Notebook", "desk", true],
	["CustomImage", "base", true],
	["CloudImage", "disk", true],
];

function summarise({ orphans }: Report) {
	return orphans.map(({ kind, logicalName, importable }) => [kind, logicalName, importable]);
}

function idsInCloud(): string[] {
	return [...notebooksIn(cloud), ...newNotebooksIn(cloud), ...registeredIn(cloud), ...cloudImagesIn(cloud)].map(
		({ id }) => id,
	);
}

/** `up` that is killed as soon as the cloud has begun to make everything. */
async function killUp(): Promise<void> {
	for (const operation of ["getInstance", "showNotebook", "showImage", "showJob"]) {
		cloud.admin.addFault({ match: { operation }, times: null, action: { hold: true } });
	}
	stack.startUp();
	await until("all in the cloud", () => idsInCloud().length === 4);
	await until("all looked at", () => cloud.admin.held().length >= 4);
	stack.processes().forEach(killProcess);
	cloud.admin.clearFaults();
	expect((await stack.cancel()).code).toBe(0);
}

describe("a run that was killed while it made one of each kind", () => {
	let importFile: string;

	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
		stack = await openStack({ program, env: environmentOf(cloud) });
		await killUp();
		importFile = join(stack.directory, "orphans.json");
	}, 90_000);

	test("`orphans` finds all of them, by their logical names, and ends with exit code 4", async () => {
		const { code, json } = await runOrphans();
		expect(code).toBe(4);
		expect(summarise(json)).toEqual(all);
		expect(json.orphans.map(({ id }) => id)).toEqual(idsInCloud());
		expect(json).toMatchObject({ project: "proof", stack: "dev", gaps: [], unknownMarks: [] });
	}, 60_000);

	test("for people it says what each costs, how old it is, and that it can be imported", async () => {
		const { stdout } = await stack.runHelper(["orphans", "--stack", "dev"]);
		expect(stdout).toContain("4 objects in the cloud with the mark of proof/dev, but not in its state:");
		expect(stdout).toMatch(
			/NotebookInstance lab: lab-\w{7}\n {4}DE-\S+\n {4}RUNNING, made \d+ seconds ago; pays for a machine \(modelarts\.vm\.cpu\.2u\) and a disk of 5 GB\n {4}can be imported/,
		);
	}, 60_000);

	test("`--import-file` writes what `pulumi import` takes in", async () => {
		const { code, stderr } = await stack.runHelper(["orphans", "--stack", "dev", "--import-file", importFile]);
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		const args = ["--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
		const { terminal, code: imported } = await stack.start(["import", "--file", importFile], { args }).outcome;
		expect({ imported, terminal }).toMatchObject({ imported: 0 });
		const ids = (await stack.exportState()).flatMap(({ id, type }) => (type.includes("dynamic/") ? [id] : []));
		expect(ids.sort()).toEqual(idsInCloud().sort());
	}, 60_000);

	test("then nothing is left to find", async () => {
		expect(await runOrphans()).toMatchObject({ code: 0, json: { orphans: [] } });
	}, 60_000);

	test("the next preview is clean but for what the killed run did not come to: the last request of two creations", async () => {
		const { code, steps } = await stack.preview();
		expect({ code, steps: [...steps].sort() }).toEqual({ code: 0, steps: ["update desk", "update disk"] });
	}, 60_000);

	test("the next `up` makes these, nothing is made anew, and then every preview is clean", async () => {
		expect(await stack.up()).toMatchObject({ code: 0 });
		expect(CREATIONS.map((operation) => countCalls(cloud, operation))).toEqual([1, 1, 1, 1]);
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		expect(await stack.refresh()).toMatchObject({ code: 0 });
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 90_000);
});

describe("objects whose resources somebody has taken out of the state", () => {
	let exported: string;
	const found = [...all.slice(0, 2), ["NotebookImage", "saved", false], ...all.slice(2)];

	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
		stack = await openStack({ program: `${program}${saving}`, env: environmentOf(cloud) });
		expect(await stack.up()).toMatchObject({ code: 0 });
		cloud.admin.putObjects({
			instances: [{ create: { name: "other", description: "Managed by Pulumi: proof:prod:lab [0123456789ab]" } }],
		});
		const state = JSON.parse(await stack.exportText());
		state.deployment.resources = state.deployment.resources.filter(
			({ type }: { type: string }) => !type.includes("dynamic/"),
		);
		exported = join(stack.directory, "exported.json");
		writeFileSync(exported, JSON.stringify(state));
	}, 90_000);

	test("are found by an export in a file, by their marks alone; those of another stack are not", async () => {
		const { json } = await runOrphans("--state", exported);
		expect(summarise(json)).toEqual(found);
		expect(json.orphans.map(({ obstacle }) => obstacle).filter(Boolean)).toEqual([
			"the service does not tell which notebook it was saved from",
		]);
	}, 60_000);

	test("are found by an export on standard input as well, and then nobody can be asked", async () => {
		const input = readFileSync(exported, "utf8");
		const { code, stdout } = await stack.runHelper(["orphans", "--state", "-"], {}, input);
		expect(code).toBe(4);
		expect(stdout).toContain("5 objects in the cloud with the mark of proof/dev");
	}, 60_000);

	test("what could not be looked at is said, with exit code 1", async () => {
		cloud.admin.changeSettings({ deniedOperations: ["listImage"] });
		const { code, json } = await runOrphans("--state", exported);
		cloud.admin.changeSettings({ deniedOperations: [] });
		expect({ code, kinds: summarise(json).map(([kind]) => kind) }).toEqual({
			code: 1,
			kinds: ["NotebookInstance", "Notebook", "CloudImage"],
		});
		expect(json.gaps).toEqual([expect.stringMatching(/403/)]);
	}, 60_000);

	test("`--import-file` takes what is finished back into the state, and the next preview is clean", async () => {
		expect((await stack.run("stack", "import", "--stack", "dev", "--file", exported)).code).toBe(0);
		const importFile = join(stack.directory, "orphans.json");
		// 4: the saved image is left over.
		expect(await stack.runHelper(["orphans", "--stack", "dev", "--import-file", importFile])).toMatchObject({
			code: 4,
		});
		const args = ["--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
		const { terminal, code } = await stack.start(["import", "--file", importFile], { args }).outcome;
		expect({ code, terminal }).toMatchObject({ code: 0 });
		stack.write(program);
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 90_000);

	test("`--delete` deletes nothing where the answer is no", async () => {
		// What a terminal is to the command; a test has none.
		const hook = join(stack.directory, "terminal.cjs");
		writeFileSync(hook, "process.stdin.isTTY = true;");
		const args = ["orphans", "--state", exported, "--delete", "--older-than", "0s"];
		const { code, stderr } = await stack.runHelper(args, { NODE_OPTIONS: `--require ${hook}` }, "no\n");
		expect(stderr).toMatch(/Delete these 5 objects, disks included\?.*\(yes\/no\) $/s);
		expect(code).toBe(4);
		expect(idsInCloud()).toHaveLength(6);
	}, 60_000);

	test("`--delete` deletes nothing where nobody can be asked", async () => {
		const { code, stderr, json } = await runOrphans("--state", exported, "--delete", "--older-than", "0s");
		const error = "Nobody is there to be asked: say --yes as well.";
		expect({ code, stderr, json }).toEqual({ code: 2, stderr: `${error}\n`, json: { error } });
		expect(idsInCloud()).toHaveLength(6);
	}, 60_000);

	test("`--delete` leaves out what is younger than an hour, as a run may still be making it", async () => {
		const { code, stderr, json } = await runOrphans("--state", exported, "--delete", "--yes");
		expect({ code, stderr, orphans: json.orphans }).toEqual({
			code: 0,
			stderr: "Left out, as too young (--older-than): 5.\n",
			orphans: [],
		});
		expect(idsInCloud()).toHaveLength(6);
	}, 60_000);

	test("what only begins like a mark is listed, and neither imported nor deleted", async () => {
		const description = "Managed by Pulumi: proof:dev:odd [0123456789ab]";
		cloud.admin.putObjects({ instances: [{ name: "other", patch: { description } }] });
		const { json } = await runOrphans("--state", exported);
		expect(json.orphans).toContainEqual(expect.objectContaining({ logicalName: "odd", importable: false }));
	}, 60_000);

	test("`--delete --yes` deletes them and nothing else", async () => {
		const { code, json } = await runOrphans("--state", exported, "--delete", "--yes", "--older-than", "0s");
		const { failures, deleted } = json;
		// 4: one is left.
		expect({ code, failures, deleted: deleted.length }).toEqual({ code: 4, failures: [], deleted: 5 });
		expect([...notebooksIn(cloud)].map(({ name }) => name)).toEqual(["other"]);
		expect(idsInCloud()).toHaveLength(1);
	}, 60_000);
});
