import type { FaultOrder, Simulator } from "modelarts-simulator";
import type { KindName } from "../../provider/resources";
import { environmentOf, openCloud } from "../end-to-end/support/cloud";
import { openStack, type Outcome, type Stack, type StoredResource } from "../end-to-end/support/stack";
import { until } from "../end-to-end/support/until";
import { isFull } from "../support/full";
import { type Fault, faults, REQUEST_TIMEOUT, type Target } from "./matrix/faults";
import { classOf, type Kind, kinds, type Store, stores, type Version } from "./matrix/kinds";
import { namePattern } from "./support/kill-objects";
import { idsIn } from "./support/kill-stack";

/** Number of resources of each kind in one program: each is hit at another of its requests. */
const COPIES = 3;

/** Requests to break: those that create something, of each resource its own. */
const CREATING: Readonly<Record<KindName, string>> = {
	NotebookInstance: "createInstance",
	Notebook: "createNotebook",
	NotebookImage: "createNotebookImage",
	CustomImage: "registerImage",
	CloudImage: "createImage",
};
const DELETING: Readonly<Record<Store, string>> = {
	instances: "deleteInstance",
	notebooks: "deleteNotebook",
	customImages: "deleteImage",
	cloudImages: "glanceDeleteImage",
};

/** And the sequential ones, of any resource. */
const LOOKING = ["getInstance", "showNotebook", "showImage", "showJob", "listImages"];
const CHANGING = [
	...["updateInstance", "changeInstanceStatus", "updateImage", "batchAddOrDeleteTags", "listImageTags"],
	...["updateNotebook", "stopNotebook", "startNotebook", "renewLease", "createNotebookTags", "deleteNotebookTags"],
	...["attachDynamicStorage", "detachDynamicStorage"],
];

const resources = kinds.flatMap((kind, index) =>
	Array.from({ length: COPIES }, (_none, copy) => ({ kind, name: `r${index}${copy}` })),
);
/** All resources at once. */
const all = { args: ["--parallel", "100"] };
const transient = faults.filter(({ isOutage }) => !isOutage);
/** Each costs a run that waits for a timeout. */
const outages = faults
	.filter(({ isOutage }) => isOutage)
	.reverse()
	.slice(0, isFull ? undefined : 1);
let cloud: Simulator;
let stack: Stack;

/** An unmanaged notebook for each resource that uses one, as only one can use it at a time. */
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
	// A wait after a lost response lasts some poll intervals.
	stack = await openStack({ env, config: { "huaweicloud:pollInterval": "10ms" } });
}, 60_000);

/** Copies must not share a path or a source's name. */
function inputsOf({ first, ...kind }: Kind, version: Version, name: string): object {
	const inputs = version === "changed" ? (kind.changed ?? first) : first;
	// A notebook that need not be stopped: its lease is renewed by a request of its own.
	if ("lease" in inputs && name.endsWith("0")) return { ...inputs, flavor: first.flavor, volume: first.volume };
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

/** A fault, and the request that it breaks. */
interface Order {
	readonly ids: readonly number[];
	readonly fault: string;
	readonly operation: string;
	readonly kind?: string;
}

let orders: Order[] = [];
const applied: Order[] = [];

/** @param kind the kind of the request's resource, if `match` selects one */
function order(fault: Fault, target: Target, kind?: string, match?: FaultOrder["match"]): void {
	const ids = fault.order(target).map((one) => cloud.admin.addFault(match ? { ...one, match } : one).id);
	orders.push({ ids, fault: fault.name, operation: target.operation, kind });
}

function describeRequest(operation: string, nth: number, place = 1): Target {
	const isIms = /^(showJob|listImages|createImage|updateImage|batch|listImageTags|glance)/.test(operation);
	return { operation, nth, place, isRead: /^(get|show|list)/.test(operation), isIms };
}

/** Each fault affects the next request of the next operation: one after the other, over all resources. */
function breakSome(operations: readonly string[]): void {
	const counts = new Map<string, number>();
	for (const [at, fault] of transient.entries()) {
		const fitting = operations.filter((operation) => fault.order(describeRequest(operation, 1)).length > 0);
		const operation = fitting[at % fitting.length];
		if (operation === undefined) continue;
		const nth = (counts.get(operation) ?? 0) + 1;
		counts.set(operation, nth);
		order(fault, describeRequest(operation, nth));
	}
}

/** Of each resource one request, each in another way. */
function breakEach(name: (kind: Kind) => string, match: (resource: string) => FaultOrder["match"]): void {
	for (const [at, { kind, name: resource }] of resources.entries()) {
		const target = describeRequest(name(kind), 1);
		const fitting = transient.filter((fault) => fault.order(target).length > 0);
		const fault = fitting[at % fitting.length];
		if (fault) order(fault, target, kind.name, { operation: target.operation, ...match(resource) });
	}
}

/** Removes the faults, and records those that were applied: each of a single resource must have been. */
function endFaults(): Order[] {
	const all = cloud.admin.faults() as { id: number; used: number }[];
	const used = all.filter((fault) => fault.used > 0).map(({ id }) => id);
	const done = orders.filter(({ ids }) => ids.every((id) => used.includes(id)));
	const missed = orders.filter((one) => one.kind !== undefined && !done.includes(one));
	cloud.admin.clearFaults();
	orders = [];
	applied.push(...done);
	expect(missed).toEqual([]);
	return done;
}

function listObjects(): string[] {
	const state = cloud.admin.state() as Record<string, Record<string, string>[]>;
	const all = stores.flatMap((store) => state[store] ?? []).filter(({ id = "" }) => ![...saved.values()].includes(id));
	return all.flatMap(({ id, status, type }) => (status === "DELETED" || type === "BUILD_IN" || !id ? [] : [id]));
}

async function listOurs(): Promise<StoredResource[]> {
	return (await stack.exportState()).filter(({ type }) => type.includes("dynamic/"));
}

/** Each declared resource has its objects, all are in the state, and one more `up` does nothing. */
async function expectWhole(): Promise<void> {
	const objects = listObjects().sort();
	expect(objects).toHaveLength(resources.reduce((sum, { kind }) => sum + kind.objects, 0));
	expect((await listOurs()).flatMap(idsIn).sort()).toEqual(objects);
}

/** In the same run, or in the next one without any intervention. */
async function upTwiceAtMost(): Promise<Order[]> {
	const outcome = await stack.up(all);
	const done = endFaults();
	expect(outcome.diagnostics).not.toMatch(/A bug in|\[object|NaN/);
	if (outcome.code !== 0) expect(await stack.up(all)).toMatchObject({ code: 0 });
	return done;
}

test("creates survive every transient fault: each affects one request of one of all kinds", async () => {
	write("first");
	breakEach(
		(kind) => CREATING[classOf(kind)],
		(name) => ({ body: namePattern({ name }) }),
	);
	breakSome(LOOKING);
	await upTwiceAtMost();
	await expectWhole();
}, 180_000);

test("updates survive every transient fault, of every input that can be updated", async () => {
	const before = listObjects().sort();
	write("changed");
	breakSome(CHANGING);
	const done = await upTwiceAtMost();
	expect(new Set(done.map(({ operation }) => operation))).toEqual(new Set(CHANGING));
	await expectWhole();
	expect(listObjects().sort()).toEqual(before);
	expect(await stack.refresh()).toMatchObject({ code: 0 });
	expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
}, 180_000);

test("deletions survive every transient fault, and leave nothing", async () => {
	const ids = new Map((await listOurs()).map((stored) => [stored.urn.split("::").at(-1), idsIn(stored)[0]]));
	breakEach(
		({ store }) => DELETING[store],
		(name) => ({ path: `/${ids.get(name)}(/|$)` }),
	);
	const outcome = await stack.destroy(all);
	endFaults();
	if (outcome.code !== 0) expect(await stack.destroy()).toMatchObject({ code: 0 });
	expect(listObjects()).toEqual([]);
}, 180_000);

/** The outage begins with the third image, whatever else this machine has asked for by then. */
async function upUntilOutage(fault: Fault): Promise<Outcome> {
	const target = describeRequest("createImage", 3);
	const count = () => cloud.admin.requests().filter(({ operation }) => operation === target.operation).length;
	const before = count();
	const parts = fault.order(target);
	const ids = parts.flatMap((one) => (one.match?.operation ? [cloud.admin.addFault(one).id] : []));
	const up = stack.startUp(all);
	await until("the third image", () => count() >= before + target.nth);
	for (const one of parts) if (!one.match?.operation) ids.push(cloud.admin.addFault({ ...one, match: {} }).id);
	orders.push({ ids, fault: fault.name, operation: target.operation });
	return up.outcome;
}

test("an outage from some request on delays the run, and breaks nothing", async () => {
	for (const fault of outages) {
		// Enough time for all to reach the fault, on every machine; the timeout itself is part of each run.
		write("first", { create: "20s", update: "20s" });
		const outcome = await upUntilOutage(fault);
		expect({ fault: fault.name, code: outcome.code, applied: endFaults().length }).toMatchObject({
			code: 1,
			applied: 1,
		});
		expect(outcome.diagnostics).not.toMatch(/A bug in|\[object|NaN/);
	}
	expect(await stack.up(all)).toMatchObject({ code: 0 });
	await expectWhole();
	expect(await stack.destroy(all)).toMatchObject({ code: 0 });
	expect(listObjects()).toEqual([]);
}, 180_000);

test("every way to break a request was applied, and every kind of resource was affected", () => {
	expect(new Set(applied.map(({ fault }) => fault))).toEqual(
		new Set([...transient, ...outages].map(({ name }) => name)),
	);
	const hit = applied.flatMap(({ kind }) => kind ?? []);
	expect(new Set(hit)).toEqual(new Set(kinds.map(({ name }) => name)));
});
