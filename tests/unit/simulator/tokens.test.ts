import { send } from "./client";
import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const scope = { project: { name: "cn-north-4" } };
const password = { user: { name: "simulator-user", password: "simulator-password", domain: { name: "acme" } } };
const auth = { identity: { methods: ["password"], password }, scope };

function requestToken(cloud: Cloud, body: unknown, query = "") {
	const text = typeof body === "string" ? body : JSON.stringify(body);
	const headers = { "content-type": "application/json;charset=utf8" };
	return send(cloud.simulator.url, { method: "POST", target: `/v3/auth/tokens${query}`, headers, body: text });
}

async function login(cloud: Cloud, body: unknown = { auth }): Promise<string> {
	return String((await requestToken(cloud, body)).headers["x-subject-token"]);
}

function listInstances(cloud: Cloud, token: string, target = `${cloud.instances}?de_type=Notebook`) {
	return send(cloud.simulator.url, { target, headers: { "x-auth-token": token } });
}

test("a user and password create a long token in a header, which is accepted", async () => {
	const cloud = await Cloud.start();
	const response = await requestToken(cloud, { auth });
	expect(response.status).toBe(201);
	const token = String(response.headers["x-subject-token"]);
	expect(token.length).toBeGreaterThan(1024);
	expect(response.text).not.toContain(token);
	expect(response.json.token).toMatchObject({
		methods: ["password"],
		issued_at: "2026-01-01T00:00:00.000000Z",
		expires_at: "2026-01-02T00:00:00.000000Z",
		project: { id: cloud.simulator.projectId, name: "cn-north-4", domain: { name: "acme" } },
		user: { name: "simulator-user", password_expires_at: "" },
	});
	expect((await listInstances(cloud, token)).status).toBe(200);
});

test("the catalog is omitted with nocatalog", async () => {
	const cloud = await Cloud.start();
	expect((await requestToken(cloud, { auth })).json.token).toHaveProperty("catalog");
	expect((await requestToken(cloud, { auth }, "?nocatalog=true")).json.token).not.toHaveProperty("catalog");
});

test.each([
	["no JSON", "{"],
	["no auth", {}],
	["another method", { auth: { ...auth, identity: { ...auth.identity, methods: ["token"] } } }],
	["no password", { auth: { ...auth, identity: { methods: ["password"] } } }],
	[
		"an account without name",
		{ auth: { ...auth, identity: { methods: ["password"], password: { user: { ...password.user, domain: {} } } } } },
	],
	["an empty scope", { auth: { ...auth, scope: {} } }],
])("a body with %s is invalid", async (_, body) => {
	const cloud = await Cloud.start();
	const response = await requestToken(cloud, body);
	expect(response.status).toBe(400);
	expect(response.json).toEqual({ error: { code: 400, message: "The request body is invalid", title: "Bad Request" } });
});

test.each([
	["password", { password: "wrong" }],
	["name", { name: "stranger" }],
])("a wrong %s is rejected without naming it", async (_, change) => {
	const cloud = await Cloud.start();
	const identity = { methods: ["password"], password: { user: { ...password.user, ...change } } };
	const response = await requestToken(cloud, { auth: { identity, scope } });
	expect(response.status).toBe(401);
	expect(response.json.error.message).toBe("The username or password is wrong.");
});

test("a user of one account is not found in another", async () => {
	const users = [{ name: "simulator-user", password: "simulator-password", domainName: "other" }];
	const cloud = await Cloud.start({ users });
	expect((await requestToken(cloud, { auth })).status).toBe(401);
});

test("a project scope takes precedence over a domain scope, and an unknown project is not found", async () => {
	const cloud = await Cloud.start();
	const both = { ...auth, scope: { ...scope, domain: { name: "acme" } } };
	expect((await requestToken(cloud, { auth: both })).json.token.project.name).toBe("cn-north-4");
	const unknown = { ...auth, scope: { project: { name: "nowhere" } } };
	expect((await requestToken(cloud, { auth: unknown })).status).toBe(404);
});

test("a token without a project has access to no project", async () => {
	const cloud = await Cloud.start();
	const response = await listInstances(
		cloud,
		await login(cloud, { auth: { ...auth, scope: { domain: { name: "acme" } } } }),
	);
	expect([response.status, response.json.error_code]).toEqual([400, "ModelArts.0204"]);
});

test("a token of one project has no access to another", async () => {
	const projects = [
		{ id: "one", name: "cn-north-4" },
		{ id: "two", name: "cn-east-3" },
	];
	const cloud = await Cloud.start({ projects });
	const token = await login(cloud);
	expect((await listInstances(cloud, token, "/v1/one/demanager/instances?de_type=Notebook")).status).toBe(200);
	const response = await listInstances(cloud, token, "/v1/two/demanager/instances?de_type=Notebook");
	expect([response.status, response.json.error_code]).toEqual([403, "ModelArts.0210"]);
});

test.each([
	["APIGW.0307", "The token must be updated."],
	["APIGW.0301", "Incorrect IAM authentication information: decrypt token fail"],
	["ModelArts.0202", "The token has expired."],
] as const)("an expired token is rejected as the setting says: %s", async (expiredToken, message) => {
	const cloud = await Cloud.start({ expiredToken, tokenLifetime: 60_000 });
	const token = await login(cloud);
	cloud.clock.advance(59_999);
	expect((await listInstances(cloud, token)).status).toBe(200);
	cloud.clock.advance(1);
	const response = await listInstances(cloud, token);
	expect([response.status, response.json.error_code, response.json.error_msg]).toEqual([401, expiredToken, message]);
});

test("a newer token does not revoke an older one", async () => {
	const cloud = await Cloud.start();
	const older = await login(cloud);
	await login(cloud);
	expect((await listInstances(cloud, older)).status).toBe(200);
});

test.each([
	["an invented token", { "x-auth-token": "nonsense" }, "Incorrect IAM authentication information: decrypt token fail"],
	["no credentials", {}, "Incorrect IAM authentication information"],
])("a request with %s is rejected", async (_, headers, message) => {
	const cloud = await Cloud.start();
	const response = await send(cloud.simulator.url, { target: cloud.instances, headers });
	expect([response.status, response.json.error_msg]).toEqual([401, message]);
	expect(response.json.request_id).toBe(response.headers["x-request-id"]);
});

test("IAM rejects a wrong token with an error in its own shape", async () => {
	const cloud = await Cloud.start();
	const response = await listInstances(cloud, "nonsense", "/v3/projects");
	expect([response.status, response.json.error.title]).toEqual([401, "Unauthorized"]);
});
