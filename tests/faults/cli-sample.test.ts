import type { FaultOrder, Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "../end-to-end/support/cloud";
import { openStack, type Stack, type StoredResource } from "../end-to-end/support/stack";
import { faults, REQUEST_TIMEOUT, type Target } from "./matrix/faults";
import { type Kind, kinds, stores, type Version } from "./matrix/kinds";

/** So many resources of each kind in one program: each is hit at another of its requests. */
const COPIES = 3;

/** Requests to break, those that make something first. */
const CREATING = [
	...["createInstance", "createNotebook", "createNotebookImage", "registerImage", "createImage"],
	...["getInstance", "showNotebook", "showJob", "listImages"],
];
const CHANGING = [
	...["updateInstance", "updateNotebook", "updateImage", "batchAddOrDeleteTags", "listImageTags", "showImage"],
];
const DELETING = ["deleteInstance", "deleteNotebook", "deleteImage", "glanceDeleteImage", "changeInstanceStatus"];

const resources = kinds.flatMap((kind, index) =>
	Array.from({ length: COPIES }, (_none, copy) => ({ kind, name: `r${index}${copy}` })),
);
const transient = faults.filter(({ isOutage }) => !isOutage);
let cloud: Simulator;
let stack: Stack;

/** A notebook of somebody else's for each resource that works on one, as only one can work on it at a time. */
const saved = new Map<string, string>();

beforeAll(async () => {
	const durations = {
		createInstance: 100,
		createNotebook: 100,
		startNotebook: 50,
		stopNotebook: 50,
		registerImage: 50,
		createImage: 100,
		changeInstanceStatus: 50,
	};
	cloud = await openCloud({ settings: { durations } });
	for (const { name } of resources.filter(({ kind }) => kind.needsNotebook)) {
		const create = { name: `theirs-${name}`, image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090" };
		const { notebooks } = cloud.admin.putObjects({ notebooks: [{ create, patch: { status: "STOPPED" } }] });
		saved.set(name, (notebooks?.[0] as { id: string }).id);
	}
	const env = { ...environmentOf(cloud), HW_REQUEST_TIMEOUT: `${REQUEST_TIMEOUT}ms` };
	// A lost answer is waited for in poll intervals.
	stack = await openStack({ env, config: { "huaweicloud:pollInterval": "10ms" } });
}, 60_000);

/** Copies must not share a path or a source's name. */
function inputsOf({ first, ...kind }: Kind, version: Version, name: string): object {
	const inputs = version === "changed" ? (kind.changed ?? first) : first;
	if (kind.needsNotebook) return { ...inputs, notebookId: saved.get(name) };
	return "swrPath" in inputs ? { ...inputs, swrPath: String(inputs.swrPath).replace("jupyter", name) } : inputs;
}

function write(version: Version, timeouts?: object): void {
	const lines = resources.map(({ kind, name }) => {
		const given = JSON.stringify(inputsOf(kind, version, name));
		const options = JSON.stringify(timeouts ? { customTimeouts: timeouts } : {});
		return `new (require("pulumi-modelarts").${/^\w+/.exec(kind.name)?.[0]})("${name}", ${given}, ${options});`;
	});
	stack.write(lines.join("\n"));
}

/** Each fault strikes the next request of the next operation: one after the other, over all resources. */
function breakSome(operations: readonly string[]): void {
	const counts = new Map<string, number>();
	const reads = /^(get|show|list)/;
	for (const [at, fault] of transient.entries()) {
		const fitting = operations.filter((operation) => fault.order(describe(operation, 1)).length > 0);
		const operation = fitting[at % fitting.length];
		if (operation === undefined) continue;
		const nth = (counts.get(operation) ?? 0) + 1;
		counts.set(operation, nth);
		for (const order of fault.order(describe(operation, nth))) cloud.admin.addFault(order);
	}

	function describe(operation: string, nth: number): Target {
		const isIms = /^(showJob|listImages|createImage|updateImage|batch|listImageTags|glance)/.test(operation);
		return { operation, nth, place: 1, isRead: reads.test(operation), isIms };
	}
}

/** The names of faults that have struck. */
function struck(): number {
	return (cloud.admin.faults() as { used: number }[]).filter(({ used }) => used > 0).length;
}

function listObjects(): string[] {
	const state = cloud.admin.state() as Record<string, Record<string, string>[]>;
	const all = stores.flatMap((store) => state[store] ?? []).filter(({ id = "" }) => ![...saved.values()].includes(id));
	return all.flatMap(({ id, status, type }) => (status === "DELETED" || type === "BUILD_IN" || !id ? [] : [id]));
}

async function listStored(): Promise<string[]> {
	const stored: StoredResource[] = await stack.exportState();
	return stored
		.filter(({ type }) => type.includes("dynamic/"))
		.flatMap(({ id = "", outputs }) => (outputs?.imageIds as string[] | undefined) ?? id.split(","));
}

/** Each declared resource has its objects, all are in the state, and one more `up` does nothing. */
async function expectWhole(): Promise<void> {
	const objects = listObjects().sort();
	expect(objects).toHaveLength(resources.reduce((sum, { kind }) => sum + kind.objects, 0));
	expect((await listStored()).sort()).toEqual(objects);
}

/** In the same run, or in the next one without anything done. */
async function upTwiceAtMost(): Promise<void> {
	const outcome = await stack.up({ args: ["--parallel", "100"] });
	const used = struck();
	cloud.admin.clearFaults();
	expect(used).toBeGreaterThan(0);
	if (outcome.code === 0) return;
	expect(outcome.diagnostics).not.toMatch(/A mistake in|\[object|NaN/);
	expect(await stack.up({ args: ["--parallel", "100"] })).toMatchObject({ code: 0 });
}

test("creates survive every fault that passes: each strikes one of the requests of one of all kinds", async () => {
	write("first");
	breakSome(CREATING);
	await upTwiceAtMost();
	await expectWhole();
}, 180_000);

test("updates do", async () => {
	const before = listObjects().sort();
	write("changed");
	breakSome(CHANGING);
	await upTwiceAtMost();
	await expectWhole();
	expect(listObjects().sort()).toEqual(before);
	expect(await stack.refresh()).toMatchObject({ code: 0 });
	expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
}, 180_000);

test("deletions do, and leave nothing", async () => {
	breakSome(DELETING);
	const outcome = await stack.destroy({ args: ["--parallel", "100"] });
	cloud.admin.clearFaults();
	if (outcome.code !== 0) expect(await stack.destroy()).toMatchObject({ code: 0 });
	expect(listObjects()).toEqual([]);
}, 180_000);

const outages: readonly (readonly [name: string, after: number, orders: FaultOrder["action"]])[] = [
	["503", 60, { status: 503 }],
	["reset", 90, { reset: true }],
];

test.each(outages)(
	"a service that is out of order (%s) from its request %d on delays, and breaks nothing",
	async (_name, nth, action) => {
		write("first", { create: "3s" });
		const lost: FaultOrder = {
			match: { operation: "createImage", nth: 3 },
			action: { reset: true },
			afterEffect: true,
		};
		cloud.admin.addFault(lost);
		cloud.admin.addFault({ match: { nth }, times: null, action });
		await upTwiceAtMost();
		await expectWhole();
		expect(await stack.destroy({ args: ["--parallel", "100"] })).toMatchObject({ code: 0 });
		expect(listObjects()).toEqual([]);
	},
	180_000,
);
