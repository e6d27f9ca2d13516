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
])("an unknown route is answered by the gateway: %s %s", async (method, target) => {
	const cloud = await Cloud.start();
	const response = await send(cloud.simulator.url, { method, target });
	expect(response.status).toBe(404);
	expect(response.json).toMatchObject({ error_code: "APIGW.0101", request_id: response.headers["x-request-id"] });
	expect(response.headers).toMatchObject({ server: "api-gateway", "content-type": "application/json" });
	expect(cloud.simulator.admin.requests()).toEqual([expect.objectContaining({ method, operation: null, status: 404 })]);
});

test("every response has a request id of its own", async () => {
	const cloud = await Cloud.start();
	const ids = [await cloud.list(), await cloud.list(), await cloud.get("x")].map(
		({ headers }) => headers["x-request-id"],
	);
	for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
	expect(new Set(ids).size).toBe(3);
});

test("the routes of a family that is switched off are unknown", async () => {
	const cloud = await Cloud.start({ switchedOff: ["demanager"], gatewayPrefix: "APIG" });
	const response = await cloud.list();
	expect([response.status, response.json.error_code]).toEqual([404, "APIG.0101"]);
});

test("requests above the limit per second are throttled until a second has passed", async () => {
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
])("%s that is too large is rejected with %d", async (_, status, requestOptions) => {
	const cloud = await Cloud.start();
	const response = await send(cloud.simulator.url, { target: "/v3/projects", ...requestOptions });
	expect([response.status, response.json.error_code]).toEqual([status, "APIGW.0201"]);
});

test.each(["application/json;charset=utf8", "text/plain", "nonsense", ""])(
	"the content type '%s' of a request is ignored",
	async (type) => {
		const cloud = await Cloud.start();
		const headers = { "content-type": type };
		const response = await send(cloud.simulator.url, {
			method: "POST",
			target: "/v3/auth/tokens",
			headers,
			body: "{}",
		});
		expect(response.json.error.message).toBe("The request body is invalid");
	},
);

test("a request whose client disconnects within the body has no effect", async () => {
	const cloud = await Cloud.start();
	const { hostname, port } = new URL(cloud.simulator.url);
	const socket = connect(Number(port), hostname);
	socket.write(`POST ${cloud.instances} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"name"`);
	while (cloud.simulator.admin.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
	socket.destroy();
	await cloud.list();
	expect(cloud.simulator.admin.requests()[0]).toMatchObject({ operation: "createInstance", status: null });
});

test("connections are kept alive as long as by a real server, and do not delay the shutdown", async () => {
	const cloud = await Cloud.start();
	const response = await fetch(`${cloud.simulator.url}/_admin/held`);
	expect(response.headers.get("keep-alive")).toBe("timeout=75");
	await response.text();
	await closeClouds();
});
