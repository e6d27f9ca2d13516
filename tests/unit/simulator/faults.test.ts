import type { FaultOrder } from "modelarts-simulator";
import { Cloud, closeClouds, until } from "./cloud";

afterEach(closeClouds);

const isReset = { code: "ECONNRESET" };

async function startWith(...orders: FaultOrder[]): Promise<Cloud> {
	const cloud = await Cloud.start();
	for (const order of orders) cloud.simulator.admin.addFault(order);
	return cloud;
}

function countInstances({ simulator }: Cloud): number {
	return (simulator.admin.state() as { instances: unknown[] }).instances.length;
}

function lastEntry({ simulator }: Cloud) {
	return simulator.admin.requests().at(-1);
}

const creates = { match: { operation: "createInstance" } };

test("an answer on order has the status, headers and body given, and nothing is done", async () => {
	const body = { error_code: "ModelArts.6102", error_msg: "Broken." };
	const cloud = await startWith({ ...creates, action: { status: 503, headers: { "Retry-After": "7" }, body } });
	const answer = await cloud.create();
	expect([answer.status, answer.headers["retry-after"], answer.json]).toEqual([503, "7", body]);
	expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f]{32}$/);
	expect(countInstances(cloud)).toBe(0);
	expect(lastEntry(cloud)).toMatchObject({ status: 503, fault: "503", operation: "createInstance" });
});

test("a text is sent as it is, under the content type given", async () => {
	const action = { status: 502, headers: { "Content-Type": "text/html" }, body: "<h1>Bad Gateway</h1>" };
	const cloud = await startWith({ action });
	const answer = await cloud.list();
	expect([answer.status, answer.headers["content-type"], answer.text]).toEqual([502, "text/html", action.body]);
});

test("an answer without body is empty", async () => {
	const cloud = await startWith({ action: { status: 200 } });
	const answer = await cloud.list();
	expect([answer.status, answer.text, answer.headers["content-type"]]).toEqual([200, "", undefined]);
});

test.each([
	[false, 0],
	[true, 1],
])("a reset breaks the connection; with the effect before it: %s", async (afterEffect, left) => {
	const cloud = await startWith({ ...creates, action: { reset: true }, afterEffect });
	await expect(cloud.create()).rejects.toMatchObject(isReset);
	expect(countInstances(cloud)).toBe(left);
	expect(lastEntry(cloud)).toMatchObject({ status: null, fault: afterEffect ? "reset after effect" : "reset" });
});

test("the answer can be a failure although the work was done", async () => {
	const cloud = await startWith({ ...creates, action: { status: 500 }, afterEffect: true });
	expect((await cloud.create()).status).toBe(500);
	expect(countInstances(cloud)).toBe(1);
});

test("a malformed answer is a 200 that is not JSON", async () => {
	const cloud = await startWith({ action: { malformed: true } });
	const answer = await cloud.list();
	expect([answer.status, answer.headers["content-type"], answer.json]).toEqual([200, "application/json", undefined]);
});

test.each([
	["a read", (cloud: Cloud) => cloud.list()],
	["a write", (cloud: Cloud) => cloud.create()],
])("the truncated answer of %s promises more than comes", async (_, call) => {
	const cloud = await startWith({ action: { truncate: true } });
	await expect(call(cloud)).rejects.toMatchObject(isReset);
	expect(countInstances(cloud)).toBe(0);
});

test("a truncated answer after the effect leaves the effect", async () => {
	const cloud = await startWith({ ...creates, action: { truncate: true }, afterEffect: true });
	await expect(cloud.create()).rejects.toMatchObject(isReset);
	expect(countInstances(cloud)).toBe(1);
});

test("a delayed request waits by the simulator's clock before anything is done", async () => {
	const cloud = await startWith({ ...creates, action: { delayMs: 60_000 } });
	const answer = cloud.create();
	await until(() => cloud.clock.nextWake() !== undefined);
	expect(countInstances(cloud)).toBe(0);
	cloud.clock.advance(60_000);
	expect((await answer).status).toBe(200);
});

test("a delayed answer comes late although the work is done", async () => {
	const cloud = await startWith({ ...creates, action: { delayMs: 60_000 }, afterEffect: true });
	const answer = cloud.create();
	await until(() => countInstances(cloud) === 1);
	cloud.clock.advance(60_000);
	expect((await answer).status).toBe(200);
});

test.each([
	["before anything is done", false, 0],
	["with the work done and the answer withheld", true, 1],
])("a request can be held %s, is seen meanwhile, and goes on when released", async (_, afterEffect, during) => {
	const cloud = await startWith({ ...creates, action: { hold: true }, afterEffect });
	const answer = cloud.create();
	await until(() => cloud.simulator.admin.held().length === 1);
	expect(countInstances(cloud)).toBe(during);
	const held = (await cloud.admin("GET", "held")).json;
	expect(held).toEqual([expect.objectContaining({ operation: "createInstance", method: "POST", afterEffect })]);
	expect(lastEntry(cloud)).toMatchObject({ operation: "createInstance", status: null });
	expect((await cloud.admin("POST", "release")).json).toEqual({ released: 1 });
	expect((await answer).status).toBe(200);
	expect(countInstances(cloud)).toBe(1);
	expect(lastEntry(cloud)).toMatchObject({ status: 200 });
});

test("of two held requests one can be let go by its id", async () => {
	const cloud = await startWith({ ...creates, times: 2, action: { hold: true } });
	const first = cloud.create({ name: "first" });
	await until(() => cloud.simulator.admin.held().length === 1);
	const second = cloud.create({ name: "second" });
	await until(() => cloud.simulator.admin.held().length === 2);
	const [, { id }] = (await cloud.admin("GET", "held")).json;
	await cloud.admin("POST", "release", { id });
	expect((await second).json.name).toBe("second");
	expect(cloud.simulator.admin.held()).toHaveLength(1);
	cloud.simulator.admin.release();
	expect((await first).json.name).toBe("first");
});

test("a held request can be answered with a failure when it is released", async () => {
	const cloud = await startWith({ ...creates, action: { hold: true, status: 504 } });
	const answer = cloud.create();
	await until(() => cloud.simulator.admin.held().length === 1);
	cloud.simulator.admin.release();
	expect((await answer).status).toBe(504);
	expect(countInstances(cloud)).toBe(0);
});

test.each([
	["before its effect is dropped: it never has one", false, 0],
	["after its effect keeps its effect", true, 1],
])("a held request whose client goes away %s", async (_, afterEffect, left) => {
	const cloud = await startWith({ ...creates, action: { hold: true }, afterEffect });
	const client = new AbortController();
	const body = { name: "lab", profile_id: "p", flavor: "modelarts.x", spec: { storage: { type: "evs" } } };
	const answer = cloud.call("POST", cloud.instances, body, { signal: client.signal });
	await until(() => cloud.simulator.admin.held().length === 1);
	client.abort();
	await expect(answer).rejects.toThrow();
	await until(() => cloud.simulator.admin.held().length === 0);
	expect(cloud.simulator.admin.release()).toBe(0);
	expect(countInstances(cloud)).toBe(left);
});

test("a fault strikes from the nth fitting request on, as often as ordered", async () => {
	const match = { operation: "getInstanceList", nth: 2 };
	const cloud = await startWith({ match, times: 2, action: { status: 500 } });
	const statuses: number[] = [];
	for (let count = 0; count < 5; count++) statuses.push((await cloud.list()).status);
	expect(statuses).toEqual([200, 500, 500, 200, 200]);
	expect((await cloud.admin("GET", "faults")).json).toEqual([expect.objectContaining({ seen: 5, used: 2 })]);
});

test("a fault without end strikes until it is taken back", async () => {
	const cloud = await startWith({ times: null, action: { status: 500 } });
	for (let count = 0; count < 3; count++) expect((await cloud.list()).status).toBe(500);
	await cloud.admin("DELETE", "faults?id=1");
	expect((await cloud.list()).status).toBe(200);
});

test("of two faults the one ordered first strikes first", async () => {
	const cloud = await startWith({ action: { status: 500 } }, { action: { status: 503 } });
	expect([(await cloud.list()).status, (await cloud.list()).status, (await cloud.list()).status]).toEqual([
		500, 503, 200,
	]);
});

test.each<[string, FaultOrder["match"]]>([
	["method", { method: "post" }],
	["path", { path: "/demanager/instances$" }],
	["body", { body: '"name":"target"' }],
	["operation", { operation: "createInstance" }],
	["query", { query: "^x=1$" }],
])("a fault is aimed by %s", async (_, match) => {
	const cloud = await startWith({ match, action: { status: 500 } });
	expect((await cloud.get("DE-1")).status).toBe(400);
	const body = { name: "target" };
	expect((await cloud.call("POST", `${cloud.instances}?x=1`, body)).status).toBe(500);
});

test.each([
	[{ match: { operation: "createInstence" }, action: { reset: true } }, "Did you mean 'createInstance'?"],
	[{ match: { pth: "x" }, action: { reset: true } }, "Did you mean 'path'?"],
	[{ action: { rest: true } }, "Did you mean 'reset'?"],
	[{ match: { path: "(" }, action: { reset: true } }, "not a regular expression"],
	[{ action: {} }, "'action' needs one of"],
	[{ action: { reset: true }, after: true }, "Did you mean 'afterEffect'?"],
])("an order that could never strike is refused: %j", async (order, message) => {
	const cloud = await Cloud.start();
	const answer = await cloud.admin("POST", "faults", order);
	expect(answer.status).toBe(400);
	expect(answer.json.error).toContain(message);
});

test("closing does not wait for what is held or delayed", async () => {
	const cloud = await startWith({ action: { hold: true } }, { action: { delayMs: 1e9 } });
	const answers = [cloud.list(), cloud.list()];
	const settled = Promise.allSettled(answers);
	await until(() => cloud.simulator.admin.held().length === 1 && cloud.clock.nextWake() !== undefined);
	await closeClouds();
	expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("the true answer with something else in its body, or under other headers", async () => {
	const odd: FaultOrder["action"] = { replace: ['"status":"\\w+"', '"status":"ODD"'] };
	const cloud = await startWith(
		{ ...creates, action: odd },
		{ ...creates, action: { headers: { "Content-Type": "text/plain" } } },
	);
	const changed = await cloud.create();
	expect([changed.status, changed.json]).toMatchObject([200, { status: "ODD" }]);
	const plain = await cloud.create({ name: "other" });
	expect([plain.headers["content-type"], JSON.parse(plain.text)]).toMatchObject(["text/plain", { status: "CREATING" }]);
	expect(countInstances(cloud)).toBe(2);
});

test("a replacement that is none is refused", async () => {
	const cloud = await startWith();
	const order = (replace: unknown) => () => cloud.simulator.admin.addFault({ action: { replace } } as FaultOrder);
	expect(order("x")).toThrow("'action.replace' must be a regular expression and a text.");
	expect(order(["(", "x"])).toThrow("'action.replace' is not a regular expression.");
});
