import type { FaultOrder } from "modelarts-simulator";
import { Cloud, closeClouds, waitUntil } from "./cloud";

afterEach(closeClouds);

const resetError = { code: "ECONNRESET" };

async function startWith(...faults: FaultOrder[]): Promise<Cloud> {
	const cloud = await Cloud.start();
	for (const fault of faults) cloud.simulator.admin.addFault(fault);
	return cloud;
}

function countInstances({ simulator }: Cloud): number {
	return (simulator.admin.state() as { instances: unknown[] }).instances.length;
}

function lastEntry({ simulator }: Cloud) {
	return simulator.admin.requests().at(-1);
}

const createMatch = { match: { operation: "createInstance" } };

test("a fault with a status has the given status, headers and body, and no effect", async () => {
	const body = { error_code: "ModelArts.6102", error_msg: "Broken." };
	const cloud = await startWith({ ...createMatch, action: { status: 503, headers: { "Retry-After": "7" }, body } });
	const response = await cloud.create();
	expect([response.status, response.headers["retry-after"], response.json]).toEqual([503, "7", body]);
	expect(response.headers["x-request-id"]).toMatch(/^[0-9a-f]{32}$/);
	expect(countInstances(cloud)).toBe(0);
	expect(lastEntry(cloud)).toMatchObject({ status: 503, fault: "503", operation: "createInstance" });
});

test("a fault's text body is sent verbatim, with the given content type", async () => {
	const action = { status: 502, headers: { "Content-Type": "text/html" }, body: "<h1>Bad Gateway</h1>" };
	const cloud = await startWith({ action });
	const response = await cloud.list();
	expect([response.status, response.headers["content-type"], response.text]).toEqual([502, "text/html", action.body]);
});

test("a fault without a body has an empty response", async () => {
	const cloud = await startWith({ action: { status: 200 } });
	const response = await cloud.list();
	expect([response.status, response.text, response.headers["content-type"]]).toEqual([200, "", undefined]);
});

test.each([
	[false, 0],
	[true, 1],
])("a reset fault breaks the connection; after the effect: %s", async (afterEffect, remaining) => {
	const cloud = await startWith({ ...createMatch, action: { reset: true }, afterEffect });
	await expect(cloud.create()).rejects.toMatchObject(resetError);
	expect(countInstances(cloud)).toBe(remaining);
	expect(lastEntry(cloud)).toMatchObject({ status: null, fault: afterEffect ? "reset after effect" : "reset" });
});

test("a fault after the effect fails the response and keeps the effect", async () => {
	const cloud = await startWith({ ...createMatch, action: { status: 500 }, afterEffect: true });
	expect((await cloud.create()).status).toBe(500);
	expect(countInstances(cloud)).toBe(1);
});

test("a malformed response is a 200 that is not JSON", async () => {
	const cloud = await startWith({ action: { malformed: true } });
	const response = await cloud.list();
	expect([response.status, response.headers["content-type"], response.json]).toEqual([
		200,
		"application/json",
		undefined,
	]);
});

test.each([
	["a read", (cloud: Cloud) => cloud.list()],
	["a write", (cloud: Cloud) => cloud.create()],
])("the truncated response of %s is shorter than its content length", async (_, call) => {
	const cloud = await startWith({ action: { truncate: true } });
	await expect(call(cloud)).rejects.toMatchObject(resetError);
	expect(countInstances(cloud)).toBe(0);
});

test("a truncated response after the effect keeps the effect", async () => {
	const cloud = await startWith({ ...createMatch, action: { truncate: true }, afterEffect: true });
	await expect(cloud.create()).rejects.toMatchObject(resetError);
	expect(countInstances(cloud)).toBe(1);
});

test("a delayed request is executed after the delay, by the simulator's clock", async () => {
	const cloud = await startWith({ ...createMatch, action: { delayMs: 60_000 } });
	const response = cloud.create();
	await waitUntil(() => cloud.clock.nextWake() !== undefined);
	expect(countInstances(cloud)).toBe(0);
	cloud.clock.advance(60_000);
	expect((await response).status).toBe(200);
});

test("a delayed response is sent after the delay, although the operation was executed", async () => {
	const cloud = await startWith({ ...createMatch, action: { delayMs: 60_000 }, afterEffect: true });
	const response = cloud.create();
	await waitUntil(() => countInstances(cloud) === 1);
	cloud.clock.advance(60_000);
	expect((await response).status).toBe(200);
});

test.each([
	["before its execution", false, 0],
	["after its execution, with the response withheld", true, 1],
])("a request held %s is listed meanwhile, and continues when released", async (_, afterEffect, during) => {
	const cloud = await startWith({ ...createMatch, action: { hold: true }, afterEffect });
	const response = cloud.create();
	await waitUntil(() => cloud.simulator.admin.held().length === 1);
	expect(countInstances(cloud)).toBe(during);
	const held = (await cloud.admin("GET", "held")).json;
	expect(held).toEqual([expect.objectContaining({ operation: "createInstance", method: "POST", afterEffect })]);
	expect(lastEntry(cloud)).toMatchObject({ operation: "createInstance", status: null });
	expect((await cloud.admin("POST", "release")).json).toEqual({ released: 1 });
	expect((await response).status).toBe(200);
	expect(countInstances(cloud)).toBe(1);
	expect(lastEntry(cloud)).toMatchObject({ status: 200 });
});

test("one of two held requests is released by its id", async () => {
	const cloud = await startWith({ ...createMatch, times: 2, action: { hold: true } });
	const first = cloud.create({ name: "first" });
	await waitUntil(() => cloud.simulator.admin.held().length === 1);
	const second = cloud.create({ name: "second" });
	await waitUntil(() => cloud.simulator.admin.held().length === 2);
	const [, { id }] = (await cloud.admin("GET", "held")).json;
	await cloud.admin("POST", "release", { id });
	expect((await second).json.name).toBe("second");
	expect(cloud.simulator.admin.held()).toHaveLength(1);
	cloud.simulator.admin.release();
	expect((await first).json.name).toBe("first");
});

test("a held request with a status fails when it is released", async () => {
	const cloud = await startWith({ ...createMatch, action: { hold: true, status: 504 } });
	const response = cloud.create();
	await waitUntil(() => cloud.simulator.admin.held().length === 1);
	cloud.simulator.admin.release();
	expect((await response).status).toBe(504);
	expect(countInstances(cloud)).toBe(0);
});

test.each([
	["before its effect is dropped without effect", false, 0],
	["after its effect keeps its effect", true, 1],
])("a held request whose client disconnects %s", async (_, afterEffect, remaining) => {
	const cloud = await startWith({ ...createMatch, action: { hold: true }, afterEffect });
	const client = new AbortController();
	const body = { name: "lab", profile_id: "p", flavor: "modelarts.x", spec: { storage: { type: "evs" } } };
	const response = cloud.call("POST", cloud.instances, body, { signal: client.signal });
	await waitUntil(() => cloud.simulator.admin.held().length === 1);
	client.abort();
	await expect(response).rejects.toThrow();
	await waitUntil(() => cloud.simulator.admin.held().length === 0);
	expect(cloud.simulator.admin.release()).toBe(0);
	expect(countInstances(cloud)).toBe(remaining);
});

test("a fault is injected from the nth matching request on, the given number of times", async () => {
	const match = { operation: "getInstanceList", nth: 2 };
	const cloud = await startWith({ match, times: 2, action: { status: 500 } });
	const statuses: number[] = [];
	for (let count = 0; count < 5; count++) statuses.push((await cloud.list()).status);
	expect(statuses).toEqual([200, 500, 500, 200, 200]);
	expect((await cloud.admin("GET", "faults")).json).toEqual([expect.objectContaining({ seen: 5, used: 2 })]);
});

test("a fault with times null is injected until it is deleted", async () => {
	const cloud = await startWith({ times: null, action: { status: 500 } });
	for (let count = 0; count < 3; count++) expect((await cloud.list()).status).toBe(500);
	await cloud.admin("DELETE", "faults?id=1");
	expect((await cloud.list()).status).toBe(200);
});

test("the older of two due faults is injected first", async () => {
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
])("a fault matches requests by %s", async (_, match) => {
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
])("an invalid fault is rejected: %j", async (fault, message) => {
	const cloud = await Cloud.start();
	const response = await cloud.admin("POST", "faults", fault);
	expect(response.status).toBe(400);
	expect(response.json.error).toContain(message);
});

test("closing does not wait for held or delayed requests", async () => {
	const cloud = await startWith({ action: { hold: true } }, { action: { delayMs: 1e9 } });
	const responses = [cloud.list(), cloud.list()];
	const settled = Promise.allSettled(responses);
	await waitUntil(() => cloud.simulator.admin.held().length === 1 && cloud.clock.nextWake() !== undefined);
	await closeClouds();
	expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("a fault replaces parts of the body of the real response, or its headers", async () => {
	const odd: FaultOrder["action"] = { replace: ['"status":"\\w+"', '"status":"ODD"'] };
	const cloud = await startWith(
		{ ...createMatch, action: odd },
		{ ...createMatch, action: { headers: { "Content-Type": "text/plain" } } },
	);
	const changed = await cloud.create();
	expect([changed.status, changed.json]).toMatchObject([200, { status: "ODD" }]);
	const plain = await cloud.create({ name: "other" });
	expect([plain.headers["content-type"], JSON.parse(plain.text)]).toMatchObject(["text/plain", { status: "CREATING" }]);
	expect(countInstances(cloud)).toBe(2);
});

test("an invalid replacement is rejected", async () => {
	const cloud = await startWith();
	const fault = (replace: unknown) => () => cloud.simulator.admin.addFault({ action: { replace } } as FaultOrder);
	expect(fault("x")).toThrow("'action.replace' must be a regular expression and a text.");
	expect(fault(["(", "x"])).toThrow("'action.replace' is not a regular expression.");
});
