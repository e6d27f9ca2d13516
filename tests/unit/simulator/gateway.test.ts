import { connect } from "node:net";
import { send } from "./client";
import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

test.each([
	["GET", "/"],
	["GET", "/v1/p/demanager/instances/i/unknown"],
	["PATCH", "/v1/p/demanager/instances/i"],
	["OPTIONS", "/v3/auth/tokens"],
	["GET", "/v1/p/demanager/instances/%E0%A4%A"],
	["GET", `/v1/p/demanager/instances/${"i".repeat(5000)}`],
	["POST", "/v1/cloudimages/wholeimages/action"],
])("a route that does not exist is told by the gateway: %s %s", async (method, target) => {
	const cloud = await Cloud.start();
	const answer = await send(cloud.simulator.url, { method, target });
	expect(answer.status).toBe(404);
	expect(answer.json).toMatchObject({ error_code: "APIGW.0101", request_id: answer.headers["x-request-id"] });
	expect(answer.headers).toMatchObject({ server: "api-gateway", "content-type": "application/json" });
	expect(cloud.simulator.admin.requests()).toEqual([expect.objectContaining({ method, operation: null, status: 404 })]);
});

test("every answer has a request id of its own", async () => {
	const cloud = await Cloud.start();
	const ids = [await cloud.list(), await cloud.list(), await cloud.get("x")].map(
		({ headers }) => headers["x-request-id"],
	);
	for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
	expect(new Set(ids).size).toBe(3);
});

test("a family that a region does not serve is a route that does not exist", async () => {
	const cloud = await Cloud.start({ switchedOff: ["demanager"], gatewayPrefix: "APIG" });
	const answer = await cloud.list();
	expect([answer.status, answer.json.error_code]).toEqual([404, "APIG.0101"]);
});

test("more requests in a second than the limit are throttled, until a second has passed", async () => {
	const cloud = await Cloud.start({ requestsPerSecond: 2, retryAfter: 1 });
	const statuses = [await cloud.list(), await cloud.list(), await cloud.list()].map(({ status }) => status);
	expect(statuses).toEqual([200, 200, 429]);
	const throttled = await cloud.list();
	expect(throttled.headers["retry-after"]).toBe("1");
	expect(throttled.json.error_code).toBe("APIGW.0308");
	expect(throttled.json.error_msg).toBe(
		"The throttling threshold has been reached: policy user over ratelimit,limit:2,time:1 second",
	);
	expect((await cloud.call("GET", "/v3/projects")).status).toBe(200);
	cloud.clock.advance(1000);
	expect((await cloud.list()).status).toBe(200);
});

test.each([
	["a body", 413, { method: "POST", body: "x".repeat(12 * 1024 * 1024 + 1) }],
	["an address", 414, { target: `/v3/projects?name=${"x".repeat(33 * 1024)}` }],
	["a header", 494, { headers: { "x-auth-token": "x".repeat(33 * 1024) } }],
])("%s too large is refused with %d", async (_, status, sending) => {
	const cloud = await Cloud.start();
	const answer = await send(cloud.simulator.url, { target: "/v3/projects", ...sending });
	expect([answer.status, answer.json.error_code]).toEqual([status, "APIGW.0201"]);
});

test.each(["application/json;charset=utf8", "text/plain", "nonsense", ""])(
	"the content type '%s' makes no difference",
	async (type) => {
		const cloud = await Cloud.start();
		const headers = { "content-type": type };
		const answer = await send(cloud.simulator.url, { method: "POST", target: "/v3/auth/tokens", headers, body: "{}" });
		expect(answer.json.error.message).toBe("The request body is invalid");
	},
);

test("a request that breaks off in its body has no effect", async () => {
	const cloud = await Cloud.start();
	const { hostname, port } = new URL(cloud.simulator.url);
	const socket = connect(Number(port), hostname);
	socket.write(`POST ${cloud.instances} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"name"`);
	while (cloud.simulator.admin.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
	socket.destroy();
	await cloud.list();
	expect(cloud.simulator.admin.requests()[0]).toMatchObject({ operation: "createInstance", status: null });
});

test("connections are kept alive as long as at a real server, and do not hold up the end", async () => {
	const cloud = await Cloud.start();
	const answer = await fetch(`${cloud.simulator.url}/_admin/held`);
	expect(answer.headers.get("keep-alive")).toBe("timeout=75");
	await answer.text();
	await closeClouds();
});
