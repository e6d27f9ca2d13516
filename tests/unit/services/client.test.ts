import { ResponseError, ApiError, NetworkError } from "../../../provider/services/http/errors";
import { catchError, openServices, project } from "./support/open-services";
import { type Answering, type Reply, type Service, startService } from "./support/service";

let service: Service;

async function open(replies: Answering | readonly Reply[], more: Record<string, unknown> = {}) {
	service = await startService(replies);
	return (await openServices(service.url, more).for({})).demanager;
}

afterEach(() => service?.close());

const good: Reply = { body: { id: "DE-1" } };
const lab = { name: "lab", profile_id: "p", flavor: "f", spec: { storage: { type: "obs" } } };

/** Answers that no service would give, although they say success; and a connection that breaks. */
const unclear: [what: string, reply: Reply][] = [
	["HTML", { headers: { "content-type": "text/html" }, body: "<html>welcome</html>" }],
	["HTML that says it is JSON", { body: "<html>welcome</html>" }],
	["truncated JSON", { body: '{"id":"DE-1","na' }],
	["an empty body", { body: "" }],
	["a wrong content type", { headers: { "content-type": "text/plain" }, body: { id: "DE-1" } }],
	["a list", { body: "[]" }],
	["an object without what belongs in it", { body: {} }],
	["an error with status 200", { body: { error_code: "ModelArts.6102", error_msg: "oops" } }],
	["an error of the other shape with status 200", { body: { error: { code: 500, message: "oops" } } }],
	["a body that is cut off", { body: '{"id":"DE-1"}', truncated: true }],
	["a connection that breaks", { cut: true }],
	["500", { status: 500, body: { error_code: "ModelArts.6102", error_msg: "oops" } }],
	["502 with HTML", { status: 502, headers: { "content-type": "text/html" }, body: "<html>bad gateway</html>" }],
];

test.each(unclear)("a read with the response %s is retried", async (_what, reply) => {
	const demanager = await open([reply, good]);
	expect(await demanager.getInstance("DE-1")).toEqual({ id: "DE-1" });
	expect(service.requests).toHaveLength(2);
});

test.each(unclear)("a create with the response %s is not retried, and may have had an effect", async (_what, reply) => {
	const demanager = await open([reply, good]);
	expect(await catchError(demanager.createInstance(lab))).toMatchObject({ effect: "unknown" });
	expect(service.requests).toHaveLength(1);
});

test.each([
	["throttling of the gateway", { status: 429, body: { error_code: "APIGW.0308", error_msg: "slow down" } }],
	["a gateway that does not reach the service", { status: 503, body: { error_code: "APIGW.0613", error_msg: "no" } }],
])("a create that was rejected by %s is not retried without a search", async (_what, reply) => {
	const demanager = await open([reply, good]);
	expect(await catchError(demanager.createInstance(lab))).toMatchObject({ effect: "unlikely" });
	expect(service.requests).toHaveLength(1);
});

test("a deletion with an empty response that is not 204 is retried once: it may have had no effect", async () => {
	const demanager = await open([{ status: 503 }, { body: "" }]);
	await demanager.deleteInstance("DE-1");
	expect(service.requests).toHaveLength(3);
});

test("a deletion with the response 204 is not retried", async () => {
	const demanager = await open([{ status: 204, body: "" }]);
	await demanager.deleteInstance("DE-1");
	expect(service.requests).toHaveLength(1);
});

test("an action on a busy object is not retried: that is left to the poller", async () => {
	const demanager = await open([{ status: 400, body: { error_code: "ModelArts.6308", error_msg: "stopping" } }]);
	expect(await catchError(demanager.changeInstanceStatus("DE-1", "start"))).toMatchObject({
		code: "ModelArts.6308",
		effect: "none",
		operation: "changeInstanceStatus",
	});
	expect(service.requests).toHaveLength(1);
});

test("a page of HTML from an address that never sent anything else fails soon, and names the configuration key", async () => {
	const demanager = await open([{ headers: { "content-type": "text/html" }, body: "<html></html>" }]);
	const error = await catchError(demanager.getInstance("DE-1"));
	expect(error).toBeInstanceOf(ResponseError);
	expect(error.message).toMatch(/sent a response of type text\/html where JSON was expected\. .*huaweicloud:endpoints/);
	expect(service.requests).toHaveLength(4);
});

test("a connection that is refused during a run is retried", async () => {
	const demanager = await open([good]);
	await demanager.getInstance("DE-1");
	const { port } = new URL(service.url);
	await service.close();
	const waiting = demanager.getInstance("DE-1", { deadline: Date.now() + 300_000 });
	await new Promise((resolve) => setTimeout(resolve, 30));
	service = await startService([good], Number(port));
	expect(await waiting).toEqual({ id: "DE-1" });
});

test("the deadline ends the repetitions", async () => {
	const demanager = await open([{ status: 503 }]);
	const error = await catchError(demanager.getInstance("DE-1", { deadline: Date.now() + 20 }));
	expect(error).toMatchObject({ status: 503 });
});

test("a Retry-After beyond the deadline ends the request at once", async () => {
	const demanager = await open([{ status: 429, headers: { "retry-after": "60" } }, good]);
	const deadline = Date.now() + 1000;
	expect(await catchError(demanager.getInstance("DE-1", { deadline }))).toMatchObject({
		status: 429,
		retryAfter: 60_000,
	});
	expect((await catchError(demanager.getInstance("DE-2", { deadline }))).message).toMatch(
		/asked for a pause \(Retry-After\) that ends after the timeout/,
	);
	expect(service.requests).toHaveLength(1);
});

test("each attempt has a date and a signature of its own, and the body is sent as it was signed", async () => {
	let now = Date.UTC(2024, 0, 2, 3, 4, 5);
	service = await startService([{ status: 503 }, good]);
	const clock = { now: () => (now += 1000), date: () => now, sleep: async () => {} };
	const cloud = await openServices(service.url, { securityToken: "st" }, { clock }).for({});
	await cloud.demanager.updateInstance("DE-1", { description: "é" });
	const [first, second] = service.requests.map(({ headers }) => headers);
	expect(first?.["x-sdk-date"]).not.toBe(second?.["x-sdk-date"]);
	expect(first?.authorization).not.toBe(second?.authorization);
	expect(first?.authorization).toContain(
		"SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token, Signature=",
	);
	expect(first).toMatchObject({
		host: new URL(service.url).host,
		"x-project-id": project,
		"x-security-token": "st",
		"x-language": "en-us",
		"content-type": "application/json",
		"content-length": "20",
	});
});

test("a request without a body has no content type", async () => {
	const demanager = await open([good]);
	await demanager.getInstance("DE-1");
	expect(service.requests[0]?.headers).not.toHaveProperty("content-type");
});

test("an address with a path is kept", async () => {
	service = await startService([good]);
	const cloud = await openServices(`${service.url}/base/`).for({});
	await cloud.demanager.getInstance("DE-1");
	expect(service.requests[0]?.url).toBe(`/base/v1/${project}/demanager/instances/DE-1`);
});

test("no request is sent once the user has interrupted", async () => {
	const demanager = await open([good]);
	const reason = new Error("Ctrl-C");
	const signal = AbortSignal.abort(reason);
	expect(await catchError(demanager.getInstance("DE-1", { signal }))).toBe(reason);
	expect(await catchError(demanager.createInstance(lab, { signal }))).toBe(reason);
	expect(service.requests).toEqual([]);
});

test("an interruption ends a read, but waits for the response of a create", async () => {
	const controller = new AbortController();
	const reason = new Error("Ctrl-C");
	const demanager = await open(async ({ method }) => {
		controller.abort(reason);
		return method === "POST" ? good : { silent: true };
	});
	expect(await demanager.createInstance(lab, { signal: controller.signal })).toEqual({ id: "DE-1" });

	const second = new AbortController();
	const reading = demanager.getInstance("DE-1", { signal: second.signal });
	setTimeout(() => second.abort(reason), 10);
	expect(await catchError(reading)).toBe(reason);
});

test("an error response is one sentence: what was tried, code and message, what to do, request id", async () => {
	const body = { error_code: "ModelArts.0112", error_message: "Policy doesn't allow it." };
	const demanager = await open([{ status: 403, headers: { "x-request-id": "5f0c" }, body }]);
	const error = await catchError(demanager.createInstance(lab));
	expect(error).toBeInstanceOf(ApiError);
	expect(error).toMatchObject({
		status: 403,
		code: "ModelArts.0112",
		requestId: "5f0c",
		object: 'notebook instance "lab"',
	});
	expect(error.message).toBe(
		'Could not create notebook instance "lab": ModelArts answered 403 ModelArts.0112: "Policy doesn\'t allow it". ' +
			"The account from the stack's config may not do this. Ask its administrator for the permission " +
			"modelarts:notebook:create. Request id: 5f0c.",
	);
});

test("a network error keeps nothing of the request", async () => {
	const demanager = await open([{ cut: true }]);
	const error = await catchError(demanager.createInstance(lab));
	expect(error).toBeInstanceOf(NetworkError);
	expect(Object.keys(error).sort()).toEqual(["code", "effect", "name", "object", "operation"]);
	expect(error.cause).toBeUndefined();
});
