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
		certain: boolean;
		reason: string;
		importable: boolean;
		obstacle?: string;
	}[];
	readonly otherStacks: readonly object[];
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
		expect(json.orphans.map(({ certain }) => certain)).toEqual([true, true, true, true]);
		expect(json).toMatchObject({ project: "proof", stack: "dev", otherStacks: [], gaps: [], unknownMarks: [] });
	}, 60_000);

	test("for people it says what each costs, how old it is, and that it can be imported", async () => {
		const { stdout } = await stack.runHelper(["orphans", "--stack", "dev"]);
		expect(stdout).toContain("4 objects in the cloud with the ownership marker of proof/dev, but not in its state:");
		expect(stdout).toMatch(
			/NotebookInstance lab: lab-\w{7}\n {4}DE-\S+\n {4}RUNNING, created \d+ seconds ago; billed: a machine \(modelarts\.vm\.cpu\.2u\) and a disk of 5 GB\n {4}an interrupted run of this stack was creating it\n {4}can be imported/,
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

	test("the next preview is clean but for what the killed run did not come to: the last request of three creations", async () => {
		const { code, steps } = await stack.preview();
		expect({ code, steps: [...steps].sort() }).toEqual({
			code: 0,
			steps: ["update desk", "update disk", "update lab"],
		});
	}, 60_000);

	test("the next `up` makes these, nothing is made anew, and then every preview is clean", async () => {
		expect(await stack.up()).toMatchObject({ code: 0 });
		expect(CREATIONS.map((operation) => countCalls(cloud, operation))).toEqual([1, 1, 1, 1]);
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		expect(await stack.refresh()).toMatchObject({ code: 0 });
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 90_000);
});

describe("a run that was killed, and that nobody will go on with", () => {
	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
		stack = await openStack({ program, env: environmentOf(cloud) });
		await killUp();
	}, 90_000);

	test("`--delete` leaves out what is younger than any time-out, as a run may still be making it", async () => {
		const { code, stderr, json } = await runOrphans("--delete", "--yes");
		const left = "Skipped, as too young (--older-than): 4.\n";
		expect({ code, stderr, orphans: json.orphans }).toEqual({ code: 0, stderr: left, orphans: [] });
		expect(idsInCloud()).toHaveLength(4);
	}, 60_000);

	test("without the state of the killed run, its intents on this machine tell what it has made", async () => {
		const state = JSON.parse(await stack.exportText());
		delete state.deployment.pending_operations;
		const file = join(stack.directory, "forgotten.json");
		writeFileSync(file, JSON.stringify(state));
		expect((await stack.run("stack", "import", "--stack", "dev", "--file", file)).code).toBe(0);
		const { json } = await runOrphans();
		expect(json.orphans.map(({ certain, reason }) => [certain, reason])).toEqual(
			all.map(() => [true, "an interrupted run on this machine created it for this stack"]),
		);
	}, 60_000);

	test("`--delete --yes` deletes all of it", async () => {
		const { code, json } = await runOrphans("--delete", "--yes", "--older-than", "0s");
		expect({ code, failures: json.failures, deleted: json.deleted.length }).toEqual({
			code: 0,
			failures: [],
			deleted: 4,
		});
		expect(idsInCloud()).toEqual([]);
	}, 60_000);
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

	function idsOf(json: Report): string[] {
		return json.orphans.flatMap(({ id }) => ["--id", id]);
	}

	test("are never deleted by a file alone while the stack's present state has them", async () => {
		const { code, json } = await runOrphans("--state", exported, "--delete", "--yes", "--older-than", "0s");
		expect({ code, kinds: summarise(json), deleted: json.deleted }).toEqual({ code: 4, kinds: found, deleted: [] });
		expect(new Set(json.orphans.map(({ reason }) => reason))).toEqual(
			new Set(["the stack's present state has it, unlike the file that was given"]),
		);
		expect((await stack.run("stack", "import", "--stack", "dev", "--file", exported)).code).toBe(0);
	}, 60_000);

	test("are found by their marks alone, as what may be another state's; those of another stack are not", async () => {
		const { json } = await runOrphans();
		expect(summarise(json)).toEqual(found);
		expect(new Set(json.orphans.map(({ certain, reason }) => [certain, reason].join()))).toEqual(
			new Set(["false,its create is complete, so another state may have it"]),
		);
		expect(json.orphans.map(({ obstacle }) => obstacle).filter(Boolean)).toEqual([
			"the service does not return which notebook it was saved from",
		]);
	}, 60_000);

	test("are found by an export on standard input as well, and then the ways out are said", async () => {
		const input = readFileSync(exported, "utf8");
		const { code, stdout } = await stack.runHelper(["orphans", "--state", "-"], {}, input);
		expect(code).toBe(4);
		expect(stdout).toContain("5 objects in the cloud with a mark that may be another stack's as well:");
		expect(stdout).toContain("Then --id <id> with --import-file takes it back");
		expect(stdout).toContain("1 object has an ownership marker of an unknown owner");
	}, 60_000);

	test("are found without a CLI by an export in a file, and what was not looked at is said", async () => {
		const args = ["orphans", "--json", "--stack", "dev", "--state", exported, "--no-config"];
		const { code, stdout, stderr } = await stack.runHelper(args, { PATH: "/nowhere" });
		expect({ code, kinds: summarise(JSON.parse(stdout)) }).toEqual({ code: 4, kinds: found });
		expect(stderr).toMatch(/^Not searched: the states of other stacks.*: the Pulumi CLI is not on the PATH\.\n$/);
	}, 60_000);

	test("what could not be looked at is said, with exit code 1", async () => {
		cloud.admin.changeSettings({ deniedOperations: ["listImage"] });
		const { code, json } = await runOrphans();
		cloud.admin.changeSettings({ deniedOperations: [] });
		expect({ code, kinds: summarise(json).map(([kind]) => kind) }).toEqual({
			code: 1,
			kinds: ["NotebookInstance", "Notebook", "CloudImage"],
		});
		expect(json.gaps).toEqual([expect.stringMatching(/403/)]);
	}, 60_000);

	test("`--import-file` takes what is named by its id back into the state, and the next preview is clean", async () => {
		const importFile = join(stack.directory, "orphans.json");
		const without = await runOrphans("--import-file", importFile);
		expect(without).toMatchObject({
			code: 4,
			stderr: "Not written, as they may be another stack's (--id <id> includes them): 5.\n",
		});
		// 4: the saved image is left over.
		expect(await runOrphans("--import-file", importFile, ...idsOf(without.json))).toMatchObject({
			code: 4,
			stderr: "",
		});
		const args = ["--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
		const { terminal, code } = await stack.start(["import", "--file", importFile], { args }).outcome;
		expect({ code, terminal }).toMatchObject({ code: 0 });
		stack.write(program);
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		expect((await stack.run("stack", "import", "--stack", "dev", "--file", exported)).code).toBe(0);
	}, 90_000);

	test("`--delete` without an id asks nothing and deletes none of them", async () => {
		const { code, stderr, json } = await runOrphans("--delete", "--older-than", "0s");
		const left = "Not deleted, as they may be another stack's (--id <id> includes them): 5.\n";
		expect({ code, stderr, deleted: json.deleted }).toEqual({ code: 4, stderr: left, deleted: [] });
	}, 60_000);

	test("`--delete --id` deletes nothing where the answer is no", async () => {
		// What a terminal is to the command; a test has none.
		const hook = join(stack.directory, "terminal.cjs");
		writeFileSync(hook, "process.stdin.isTTY = true;");
		const ids = idsOf((await runOrphans()).json);
		const args = ["orphans", "--stack", "dev", "--delete", ...ids];
		const { code, stderr } = await stack.runHelper(args, { NODE_OPTIONS: `--require ${hook}` }, "no\n");
		expect(stderr).toContain("  NotebookInstance lab: lab-");
		expect(stderr).toMatch(/Nothing proves that this stack created DE-.*: if another stack has it, that stack loses it\./);
		expect(stderr).toMatch(/Delete these 5 objects, disks included\? \(yes\/no\) $/);
		expect(code).toBe(4);
		expect(idsInCloud()).toHaveLength(6);
	}, 60_000);

	test("`--delete --id` deletes nothing where nobody can be asked", async () => {
		const ids = idsOf((await runOrphans()).json);
		const { code, stderr, json } = await runOrphans("--delete", ...ids);
		const error = "Standard input is not a terminal: pass --yes to confirm.";
		expect({ code, stderr, json }).toEqual({ code: 2, stderr: `${error}\n`, json: { error } });
		expect(idsInCloud()).toHaveLength(6);
	}, 60_000);

	test.each([
		["an id that nothing has", ["--delete", "--id", "DE-1"], /^DE-1 is not among the objects/],
		["an id without an order", ["--id", "DE-1"], /^--id says what --delete or --import-file takes/],
	])(
		"%s is refused in a sentence",
		async (_what, args, sentence) => {
			expect(await runOrphans(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
		},
		30_000,
	);

	test("what only begins like a mark is listed, and not imported", async () => {
		const description = "Managed by Pulumi: proof:dev:odd [0123456789ab]";
		cloud.admin.putObjects({ instances: [{ name: "other", patch: { description } }] });
		const { json } = await runOrphans();
		expect(json.orphans).toContainEqual(
			expect.objectContaining({ logicalName: "odd", certain: false, importable: false }),
		);
	}, 60_000);

	test("`--delete --id --yes` deletes what is named and nothing else", async () => {
		const orphans = (await runOrphans()).json.orphans.filter(({ logicalName }) => logicalName !== "odd");
		const { code, json } = await runOrphans("--delete", "--yes", ...orphans.flatMap(({ id }) => ["--id", id]));
		const { failures, deleted } = json;
		// 4: one is left.
		expect({ code, failures, deleted: deleted.length }).toEqual({ code: 4, failures: [], deleted: 5 });
		expect([...notebooksIn(cloud)].map(({ name }) => name)).toEqual(["other"]);
		expect(idsInCloud()).toHaveLength(1);
	}, 60_000);
});

describe("a run that was killed while it made what has secret inputs", () => {
	const secretly = `
const { CloudImage, CustomImage, Notebook } = require("pulumi-modelarts");
const secret = pulumi.secret;
const volume = { type: "evs", location: { volumeSize: 5 } };
new NotebookInstance("lab", { name: secret("SECRET1-name"), profileId: "Multi-Engine 1.0 (python3)-cpu", flavor: "modelarts.vm.cpu.2u", storage: volume });
new Notebook("desk", {
	name: "shown", description: secret("SECRET2-description"), tags: { a: secret("SECRET3-tag"), b: "shown" },
	hooks: { containerHooks: { preStart: { script: secret("SECRET4-script"), type: "COMMAND" } } },
	flavor: "modelarts.vm.cpu.2u", imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090", volume: { category: "EVS", capacity: 5 },
});
new CustomImage("base", { swrPath: secret("swr.cn-north-4.myhuaweicloud.com/secret5/base:1") });
new CloudImage("disk", { imageUrl: "images:base.qcow2", minDisk: 40, name: secret("SECRET6-name") });
`;
	const secretsIn = (text: string) => [...new Set(text.match(/SECRET\d/gi))].sort();

	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
		stack = await openStack({ program: secretly, env: environmentOf(cloud) });
		await killUp();
	}, 90_000);

	test("`orphans` shows none of them, but the logical names", async () => {
		const { stdout, stderr } = await stack.runHelper(["orphans", "--stack", "dev"]);
		expect(secretsIn(stdout + stderr)).toEqual([]);
		expect(stdout).toContain("NotebookInstance lab: [secret]\n");
		expect(stdout).toContain("Notebook desk: shown\n");
		expect(secretsIn((await runOrphans()).stdout)).toEqual([]);
	}, 60_000);

	test("they are encrypted in the file for an import, which works, and the next `up` comes to a clean preview", async () => {
		const file = join(stack.directory, "orphans.json");
		const written = await stack.runHelper(["orphans", "--stack", "dev", "--import-file", file]);
		expect({ code: written.code, stderr: written.stderr }).toEqual({ code: 0, stderr: "" });
		expect(secretsIn(written.stdout + written.stderr + readFileSync(file, "utf8"))).toEqual([]);
		expect(written.stdout).toContain("// Secret, to be added to the program: description, hooks");

		const args = ["--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
		const imported = await stack.start(["import", "--file", file], { args }).outcome;
		expect(imported).toMatchObject({ code: 0 });
		expect(secretsIn(imported.stdout + imported.stderr + (await stack.exportText()))).toEqual([]);
		const { code, steps } = await stack.preview();
		expect({ code, steps: [...steps].sort() }).toEqual({
			code: 0,
			steps: ["update desk", "update disk", "update lab"],
		});
		expect(await stack.up()).toMatchObject({ code: 0 });
		expect(CREATIONS.map((operation) => countCalls(cloud, operation))).toEqual([1, 1, 1, 1]);
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		expect(secretsIn(await stack.exportText())).toEqual([]);
	}, 120_000);
});
