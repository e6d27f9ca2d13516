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
import { whenFull } from "../support/full";

/** One resource of each kind that creates an object of its own, one of them under a component. */
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

/** An image saved from a running notebook: only after the notebook exists. */
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

/** All objects of the program, with their logical names. */
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

/** An `up` that is killed as soon as the cloud has begun to create all objects. */
async function killUp(): Promise<void> {
	for (const operation of ["getInstance", "showNotebook", "showImage", "showJob"]) {
		cloud.admin.addFault({ match: { operation }, times: null, action: { hold: true } });
	}
	stack.startUp();
	await until("all in the cloud", () => idsInCloud().length === 4);
	await until("four held polls", () => cloud.admin.held().length >= 4);
	stack.processes().forEach(killProcess);
	cloud.admin.clearFaults();
	expect((await stack.cancel()).code).toBe(0);
}

describe("a run that was killed during the create of one resource of each kind", () => {
	let importFile: string;

	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
		stack = await openStack({ program, env: environmentOf(cloud) });
		await killUp();
		importFile = join(stack.directory, "orphans.json");
	}, 90_000);

	test("has all its orphans found by their logical names, with exit code 4", async () => {
		const { code, json } = await runOrphans();
		expect(code).toBe(4);
		expect(summarise(json)).toEqual(all);
		expect(json.orphans.map(({ id }) => id)).toEqual(idsInCloud());
		expect(json.orphans.map(({ certain }) => certain)).toEqual([true, true, true, true]);
		expect(json).toMatchObject({ project: "proof", stack: "dev", otherStacks: [], gaps: [], unknownMarks: [] });
	}, 60_000);

	test("has its orphans described with cost, age and importability", async () => {
		const { stdout } = await stack.runHelper(["orphans", "--stack", "dev"]);
		expect(stdout).toContain("4 objects in the cloud with the ownership marker of proof/dev, but not in its state:");
		expect(stdout).toMatch(
			/NotebookInstance lab: lab-\w{7}\n {4}DE-\S+\n {4}RUNNING, created \d+ seconds ago; billed: a machine \(modelarts\.vm\.cpu\.2u\) and a disk of 5 GB\n {4}an interrupted run of this stack was creating it\n {4}can be imported/,
		);
	}, 60_000);

	// Those with secret inputs, below, are imported and resumed in `npm test`.
	whenFull(() => {
		test("has its orphans written for `pulumi import` with `--import-file`", async () => {
			const { code, stderr } = await stack.runHelper(["orphans", "--stack", "dev", "--import-file", importFile]);
			expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
			const args = ["--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
			const { terminal, code: imported } = await stack.start(["import", "--file", importFile], { args }).outcome;
			expect({ imported, terminal }).toMatchObject({ imported: 0 });
			const ids = (await stack.exportState()).flatMap(({ id, type }) => (type.includes("dynamic/") ? [id] : []));
			expect(ids.sort()).toEqual(idsInCloud().sort());
		}, 60_000);

		test("has no orphans after the import", async () => {
			expect(await runOrphans()).toMatchObject({ code: 0, json: { orphans: [] } });
		}, 60_000);

		test("has only unfinished last requests of three creates in the next preview", async () => {
			const { code, steps } = await stack.preview();
			expect({ code, steps: [...steps].sort() }).toEqual({
				code: 0,
				steps: ["update desk", "update disk", "update lab"],
			});
		}, 60_000);

		test("has its last requests sent by the next `up`, without a new object, and then every preview shows no changes", async () => {
			expect(await stack.up()).toMatchObject({ code: 0 });
			expect(CREATIONS.map((operation) => countCalls(cloud, operation))).toEqual([1, 1, 1, 1]);
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
			expect(await stack.refresh()).toMatchObject({ code: 0 });
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		}, 90_000);
	});
});

whenFull(() => {
	describe("a killed run that will not be resumed", () => {
		beforeAll(async () => {
			cloud = await openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
			stack = await openStack({ program, env: environmentOf(cloud) });
			await killUp();
		}, 90_000);

		test("keeps its young orphans with `--delete`, as a run may still be in progress", async () => {
			const { code, stderr, json } = await runOrphans("--delete", "--yes");
			const left = "Skipped, as too young (--older-than): 4.\n";
			expect({ code, stderr, orphans: json.orphans }).toEqual({ code: 0, stderr: left, orphans: [] });
			expect(idsInCloud()).toHaveLength(4);
		}, 60_000);

		test("has its orphans found by the intents on this machine, without its state", async () => {
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

		test("has all its orphans deleted by `--delete --yes`", async () => {
			const { code, json } = await runOrphans("--delete", "--yes", "--older-than", "0s");
			expect({ code, failures: json.failures, deleted: json.deleted.length }).toEqual({
				code: 0,
				failures: [],
				deleted: 4,
			});
			expect(idsInCloud()).toEqual([]);
		}, 60_000);
	});
});

describe("objects whose resources were removed from the state", () => {
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

	/** Arguments with the ids of all objects of this stack. */
	function passIds(): string[] {
		const others = notebooksIn(cloud).flatMap(({ name, id }) => (name === "other" ? [id] : []));
		return idsInCloud().flatMap((id) => (others.includes(id) ? [] : ["--id", id]));
	}

	test("are never deleted with a state file while the stack's current state has them", async () => {
		const { code, json } = await runOrphans("--state", exported, "--delete", "--yes", "--older-than", "0s");
		expect({ code, kinds: summarise(json), deleted: json.deleted }).toEqual({ code: 4, kinds: found, deleted: [] });
		expect(new Set(json.orphans.map(({ reason }) => reason))).toEqual(
			new Set(["the stack's current state has it, unlike the given file"]),
		);
		expect((await stack.run("stack", "import", "--stack", "dev", "--file", exported)).code).toBe(0);
	}, 60_000);

	test("are found by their markers alone, as uncertain; those of another stack are not", async () => {
		const { json } = await runOrphans();
		expect(summarise(json)).toEqual(found);
		expect(new Set(json.orphans.map(({ certain, reason }) => [certain, reason].join()))).toEqual(
			new Set(["false,its create is complete, so another state may have it"]),
		);
		expect(json.orphans.map(({ obstacle }) => obstacle).filter(Boolean)).toEqual([
			"the service does not return which notebook it was saved from",
		]);
	}, 60_000);

	test("are found with an export on standard input as well, with the next steps", async () => {
		const input = readFileSync(exported, "utf8");
		const { code, stdout } = await stack.runHelper(["orphans", "--state", "-"], {}, input);
		expect(code).toBe(4);
		expect(stdout).toContain("5 objects in the cloud with an ownership marker that may be another stack's:");
		expect(stdout).toContain("--id <id> with --import-file imports it");
		expect(stdout).toContain("1 object has an ownership marker of an unknown owner");
	}, 60_000);

	whenFull(() => {
		test("are found without a CLI with an export in a file, and the omitted searches are reported", async () => {
			const args = ["orphans", "--json", "--stack", "dev", "--state", exported, "--no-config"];
			const { code, stdout, stderr } = await stack.runHelper(args, { PATH: "/nowhere" });
			expect({ code, kinds: summarise(JSON.parse(stdout)) }).toEqual({ code: 4, kinds: found });
			expect(stderr).toMatch(/^Not searched: the states of other stacks.*: the Pulumi CLI is not on the PATH\.\n$/);
		}, 60_000);
	});

	test("are reported with exit code 1 if a search failed", async () => {
		cloud.admin.changeSettings({ deniedOperations: ["listImage"] });
		const { code, json } = await runOrphans();
		cloud.admin.changeSettings({ deniedOperations: [] });
		expect({ code, kinds: summarise(json).map(([kind]) => kind) }).toEqual({
			code: 1,
			kinds: ["NotebookInstance", "Notebook", "CloudImage"],
		});
		expect(json.gaps).toEqual([expect.stringMatching(/403/)]);
	}, 60_000);

	whenFull(() => {
		test("are imported by their ids with `--import-file`, and the next preview shows no changes", async () => {
			const importFile = join(stack.directory, "orphans.json");
			const without = await runOrphans("--import-file", importFile);
			expect(without).toMatchObject({
				code: 4,
				stderr: "Not written, as they may be another stack's (--id <id> includes them): 5.\n",
			});
			// 4: the saved image remains.
			expect(await runOrphans("--import-file", importFile, ...passIds())).toMatchObject({
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
	});

	test("are not deleted by `--delete` without an id, which asks no question", async () => {
		const { code, stderr, json } = await runOrphans("--delete", "--older-than", "0s");
		const left = "Not deleted, as they may be another stack's (--id <id> includes them): 5.\n";
		expect({ code, stderr, deleted: json.deleted }).toEqual({ code: 4, stderr: left, deleted: [] });
	}, 60_000);

	test("are not deleted by `--delete --id` if the answer is no", async () => {
		// The command's test for a terminal; a test has none.
		const hook = join(stack.directory, "terminal.cjs");
		writeFileSync(hook, "process.stdin.isTTY = true;");
		const args = ["orphans", "--stack", "dev", "--delete", ...passIds()];
		const { code, stderr } = await stack.runHelper(args, { NODE_OPTIONS: `--require ${hook}` }, "no\n");
		expect(stderr).toContain("  NotebookInstance lab: lab-");
		expect(stderr).toMatch(
			/Nothing proves that this stack created DE-.*: if another stack has it, that stack loses it\./,
		);
		expect(stderr).toMatch(/Delete these 5 objects, disks included\? \(yes\/no\) $/);
		expect(code).toBe(4);
		expect(idsInCloud()).toHaveLength(6);
	}, 60_000);

	test("are not deleted by `--delete --id` without a terminal", async () => {
		const { code, stderr, json } = await runOrphans("--delete", ...passIds());
		const error = "Standard input is not a terminal: pass --yes to confirm.";
		expect({ code, stderr, json }).toEqual({ code: 2, stderr: `${error}\n`, json: { error } });
		expect(idsInCloud()).toHaveLength(6);
	}, 60_000);

	test.each([
		["an unknown id", ["--delete", "--id", "DE-1"], /^DE-1 is not among the objects/],
		["an id without an action", ["--id", "DE-1"], /^--id selects objects for --delete or --import-file/],
	])(
		"reject %s in a sentence",
		async (_what, args, sentence) => {
			expect(await runOrphans(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
		},
		30_000,
	);

	test("are listed and not imported if they only have the prefix of a marker", async () => {
		const description = "Managed by Pulumi: proof:dev:odd [0123456789ab]";
		cloud.admin.putObjects({ instances: [{ name: "other", patch: { description } }] });
		const { json } = await runOrphans();
		expect(json.orphans).toContainEqual(
			expect.objectContaining({ logicalName: "odd", certain: false, importable: false }),
		);
	}, 60_000);

	test("are deleted by `--delete --id --yes` only if their id is passed", async () => {
		const { code, json } = await runOrphans("--delete", "--yes", ...passIds());
		const { failures, deleted } = json;
		// 4: one object remains.
		expect({ code, failures, deleted: deleted.length }).toEqual({ code: 4, failures: [], deleted: 5 });
		expect([...notebooksIn(cloud)].map(({ name }) => name)).toEqual(["other"]);
		expect(idsInCloud()).toHaveLength(1);
	}, 60_000);
});

describe("a run that was killed during creates with secret inputs", () => {
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

	test("shows only logical names with `orphans`", async () => {
		const { stdout, stderr } = await stack.runHelper(["orphans", "--stack", "dev"]);
		expect(secretsIn(stdout + stderr)).toEqual([]);
		expect(stdout).toContain("NotebookInstance lab: [secret]\n");
		expect(stdout).toContain("Notebook desk: shown\n");
		expect(secretsIn((await runOrphans()).stdout)).toEqual([]);
	}, 60_000);

	test("has its secrets encrypted in the import file, which works, and the next `up` leads to a preview without changes", async () => {
		const file = join(stack.directory, "orphans.json");
		const written = await stack.runHelper(["orphans", "--stack", "dev", "--import-file", file]);
		expect({ code: written.code, stderr: written.stderr }).toEqual({ code: 0, stderr: "" });
		expect(secretsIn(written.stdout + written.stderr + readFileSync(file, "utf8"))).toEqual([]);
		expect(written.stdout).toContain("// Secret, to be added to the program: description, hooks");

		const args = ["--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
		const imported = await stack.start(["import", "--file", file], { args }).outcome;
		expect(imported).toMatchObject({ code: 0 });
		expect(secretsIn(imported.stdout + imported.stderr + (await stack.exportText()))).toEqual([]);
		const ids = (await stack.exportState()).flatMap(({ id, type }) => (type.includes("dynamic/") ? [id] : []));
		expect(ids.sort()).toEqual(idsInCloud().sort());
		expect(await runOrphans()).toMatchObject({ code: 0, json: { orphans: [] } });
		const { code, steps } = await stack.preview();
		expect({ code, steps: [...steps].sort() }).toEqual({
			code: 0,
			steps: ["update desk", "update disk", "update lab"],
		});
		expect(await stack.up()).toMatchObject({ code: 0 });
		expect(CREATIONS.map((operation) => countCalls(cloud, operation))).toEqual([1, 1, 1, 1]);
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		expect(secretsIn(stack.readBackend())).toEqual([]);
	}, 120_000);
});
