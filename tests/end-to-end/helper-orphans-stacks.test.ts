import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { environmentOf, notebooksIn, openCloud } from "./support/cloud";
import { declareImages, registeredIn } from "./support/images";
import { killProcess } from "./support/processes";
import { declareLab, declareNotebook } from "./support/program";
import { NOTEBOOK_TYPE, openStack, type Stack } from "./support/stack";
import { until } from "./support/until";
import { whenFull } from "../support/full";

/** A notebook and an image: the marker of the first can change, that of the second cannot. */
const images = declareImages({ base: { swrPath: "swr.cn-north-4.myhuaweicloud.com/course/base:1" } });
const program = declareLab() + images;

let cloud: Simulator;
let stack: Stack;

interface Report {
	readonly orphans: readonly { readonly id: string; readonly logicalName: string; readonly certain: boolean }[];
	readonly otherStacks: readonly { readonly id: string; readonly stack: string }[];
	readonly unknownMarks: readonly object[];
	readonly gaps: readonly string[];
	readonly deleted?: readonly string[];
}

async function runOrphans(name: string, ...args: string[]): Promise<{ code: number | null; json: Report }> {
	const finished = await stack.runHelper(["orphans", "--json", "--stack", name, ...args]);
	return { code: finished.code, json: JSON.parse(finished.stdout || finished.stderr) };
}

/** Deletes all deletable orphans without a confirmation. */
function deleteOrphans(name: string) {
	return runOrphans(name, "--delete", "--yes", "--older-than", "0s");
}

async function run(...args: string[]): Promise<void> {
	const { code, stdout, stderr } = await stack.run(...args);
	expect({ code, said: stdout + stderr }).toMatchObject({ code: 0 });
}

function up(name: string): Promise<void> {
	return run("up", "--yes", "--skip-preview", "--stack", name);
}

function idsInCloud(): string[] {
	return [...notebooksIn(cloud), ...registeredIn(cloud)].map(({ id }) => id);
}

/** The deletable ids of a stack. */
async function idsOf(name: string): Promise<string[]> {
	const resources = await stack.exportState(name);
	return resources.flatMap(({ id, type }) => (id !== undefined && type.includes("dynamic/") ? [id] : []));
}

/** An `up` of `dev` that is killed after it has created one more notebook. */
async function killUp(): Promise<void> {
	const before = idsInCloud();
	cloud.admin.addFault({ match: { operation: "getInstance" }, times: null, action: { hold: true } });
	const running = stack.startUp();
	await until("one more in the cloud", () => idsInCloud().length === before.length + 1);
	await until("a held poll", () => cloud.admin.held().length > 0);
	stack.processes().forEach(killProcess);
	await running.finished;
	cloud.admin.clearFaults();
	expect((await stack.cancel()).code).toBe(0);
}

async function open(text = program): Promise<void> {
	cloud = await openCloud({ settings: { durations: { registerImage: 100 } } });
	stack = await openStack({ program: text, env: environmentOf(cloud) });
}

describe("a renamed stack beside a new one of its old name", () => {
	beforeAll(async () => {
		await open();
		await up("dev");
		await run("stack", "rename", "old", "--stack", "dev");
		await run("stack", "init", "dev");
	}, 120_000);

	test("keeps its objects with `orphans` of either stack, before the new one has created any", async () => {
		expect((await deleteOrphans("old")).json.deleted).toEqual([]);
		const { orphans, otherStacks, deleted } = (await deleteOrphans("dev")).json;
		expect({ orphans, deleted }).toEqual({ orphans: [], deleted: [] });
		expect(new Set(otherStacks.map(({ id, stack: holder }) => `${id} ${holder}`))).toEqual(
			new Set((await idsOf("old")).map((id) => `${id} old`)),
		);
		expect(new Set(idsInCloud())).toEqual(new Set(await idsOf("old")));
	}, 120_000);

	test("does not list objects of the new one as orphans, and deletes none", async () => {
		// The path of an image is occupied.
		stack.write(declareLab());
		await up("dev");
		const [made] = await idsOf("dev");
		expect(await idsOf("old")).not.toContain(made);
		expect(await deleteOrphans("old")).toMatchObject({ code: 0, json: { orphans: [], deleted: [], gaps: [] } });
		expect(await deleteOrphans("dev")).toMatchObject({ code: 0, json: { orphans: [], deleted: [], gaps: [] } });
		expect(new Set(idsInCloud())).toEqual(new Set([...(await idsOf("old")), ...(await idsOf("dev"))]));
	}, 120_000);

	test("rejects ids of the other stack, and so does the other", async () => {
		const [id = ""] = await idsOf("old");
		const { code, json } = await runOrphans("dev", "--delete", "--yes", "--id", id);
		expect({ code, json }).toEqual({ code: 2, json: { error: `${id} is no orphan: stack old has it.` } });
	}, 60_000);

	test("keeps its objects if its state cannot be read: that is reported with exit code 1", async () => {
		const file = join(stack.directory, "state", ".pulumi", "stacks", "proof", "old.json");
		const whole = readFileSync(file, "utf8");
		writeFileSync(file, "{");
		const { code, json } = await deleteOrphans("dev");
		writeFileSync(file, whole);
		expect({ code, gaps: json.gaps, deleted: json.deleted }).toEqual({
			code: 1,
			gaps: [expect.stringMatching(/^the states of other stacks/)],
			deleted: [],
		});
		expect(json.orphans.map(({ certain }) => certain)).toEqual([false, false]);
	}, 60_000);

	test("does not affect `orphans` of the new one after a killed create, which deletes only the object of that create", async () => {
		const before = idsInCloud();
		stack.write(declareLab() + declareNotebook("second"));
		await killUp();

		expect((await deleteOrphans("old")).json).toMatchObject({ orphans: [], deleted: [] });
		const { code, json } = await deleteOrphans("dev");
		expect({ code, names: json.orphans.map(({ logicalName }) => logicalName) }).toEqual({ code: 0, names: ["second"] });
		expect(idsInCloud()).toEqual(before);
	}, 120_000);
});

whenFull(() => {
	describe("a create that was killed before its stack was renamed", () => {
		beforeAll(async () => {
			await open(declareLab());
			await killUp();
			await run("stack", "rename", "old", "--stack", "dev");
			await run("stack", "init", "dev");
		}, 120_000);

		test("belongs to the renamed stack in `orphans` of a new stack of the old name, which deletes nothing", async () => {
			const ids = idsInCloud();
			expect(await deleteOrphans("dev")).toMatchObject({ code: 0, json: { orphans: [], deleted: [] } });
			expect((await runOrphans("dev")).json.otherStacks).toEqual([
				expect.objectContaining({ id: ids[0], stack: "old" }),
			]);
			expect(idsInCloud()).toEqual(ids);
		}, 60_000);

		test("is deleted by `orphans` of the renamed stack", async () => {
			const ids = idsInCloud();
			expect(await deleteOrphans("old")).toMatchObject({ code: 0, json: { deleted: ids } });
			expect(idsInCloud()).toEqual([]);
		}, 60_000);
	});

	describe("a renamed resource", () => {
		beforeAll(async () => {
			await open();
			await up("dev");
		}, 120_000);

		test.each([
			[
				"by an alias",
				() => {
					stack.write(declareNotebook("lab_a", {}, { aliases: [{ name: "lab" }] }) + images);
					return up("dev");
				},
			],
			[
				"in the state",
				() =>
					run("state", "rename", `urn:pulumi:dev::proof::${NOTEBOOK_TYPE}::lab_a`, "lab_b", "--yes", "--stack", "dev"),
			],
		])(
			"keeps its object when renamed %s, even beside a new one of its old name",
			async (_how, rename) => {
				const before = idsInCloud();
				await rename();
				expect(await deleteOrphans("dev")).toMatchObject({ code: 0, json: { orphans: [], deleted: [] } });
				expect(idsInCloud()).toEqual(before);
			},
			120_000,
		);

		test("is not listed by `orphans`, nor is a new one of its first name", async () => {
			stack.write(declareNotebook("lab_b") + declareLab() + images);
			await up("dev");
			expect(await deleteOrphans("dev")).toMatchObject({ code: 0, json: { orphans: [], deleted: [] } });
			expect(new Set(idsInCloud())).toEqual(new Set(await idsOf("dev")));
		}, 120_000);

		test("is listed as uncertain once it is removed from the state, and not deleted", async () => {
			const before = idsInCloud();
			await run("state", "delete", `urn:pulumi:dev::proof::${NOTEBOOK_TYPE}::lab_b`, "--yes", "--stack", "dev");
			const { code, json } = await deleteOrphans("dev");
			expect({ code, deleted: json.deleted }).toEqual({ code: 4, deleted: [] });
			expect(json.orphans).toEqual([expect.objectContaining({ logicalName: "lab", certain: false })]);
			expect(idsInCloud()).toEqual(before);
		}, 120_000);
	});

	describe("a resource that was moved to another stack", () => {
		beforeAll(async () => {
			await open();
			await up("dev");
			await run("stack", "init", "prod");
			const urn = `urn:pulumi:dev::proof::${NOTEBOOK_TYPE}::lab`;
			await run("state", "move", "--source", "dev", "--dest", "prod", urn, "--yes");
		}, 120_000);

		test("is not listed by `orphans` of either stack, and not deleted", async () => {
			const before = idsInCloud();
			for (const name of ["dev", "prod"]) {
				expect(await deleteOrphans(name)).toMatchObject({
					code: 0,
					json: { orphans: [], deleted: [], unknownMarks: [], gaps: [] },
				});
			}
			expect(idsInCloud()).toEqual(before);
			expect(new Set(before)).toEqual(new Set([...(await idsOf("dev")), ...(await idsOf("prod"))]));
		}, 120_000);

		test("is reported by `orphans` of the first stack with the stack that has it", async () => {
			const [id] = await idsOf("prod");
			expect((await runOrphans("dev")).json.otherStacks).toEqual([expect.objectContaining({ id, stack: "prod" })]);
			const { stdout } = await stack.runHelper(["orphans", "--stack", "dev"]);
			expect(stdout.replace(/\s+/g, " ")).toContain(`(${id}) belongs to stack prod.`);
		}, 60_000);

		test("is no orphan even when its first stack is empty", async () => {
			await run("destroy", "--yes", "--skip-preview", "--stack", "dev");
			await run("stack", "rm", "--yes", "--stack", "dev");
			expect(await deleteOrphans("prod")).toMatchObject({ code: 0, json: { orphans: [], deleted: [] } });
			expect(idsInCloud()).toEqual(await idsOf("prod"));
		}, 120_000);
	});
});
