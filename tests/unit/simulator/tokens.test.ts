import { send } from "./client";
import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const scope = { project: { name: "cn-north-4" } };
const password = { user: { name: "simulator-user", password: "simulator-password", domain: { name: "acme" } } };
const auth = { identity: { methods: ["password"], password }, scope };

function ask(cloud: Cloud, body: unknown, query = "") {
	const text = typeof body === "string" ? body : JSON.stringify(body);
	const headers = { "content-type": "application/json;charset=utf8" };
	return send(cloud.simulator.url, { method: "POST", target: `/v3/auth/tokens${query}`, headers, body: text });
}

async function login(cloud: Cloud, body: unknown = { auth }): Promise<string> {
	return String((await ask(cloud, body)).headers["x-subject-token"]);
}

function listBy(cloud: Cloud, token: string, target = `${cloud.instances}?de_type=Notebook`) {
	return send(cloud.simulator.url, { target, headers: { "x-auth-token": token } });
}

test("user and password give a long token in a header, which lets in", async () => {
	const cloud = await Cloud.start();
	const answer = await ask(cloud, { auth });
	expect(answer.status).toBe(201);
	const token = String(answer.headers["x-subject-token"]);
	expect(token.length).toBeGreaterThan(1024);
	expect(answer.text).not.toContain(token);
	expect(answer.json.token).toMatchObject({
		methods: ["password"],
		issued_at: "2026-01-01T00:00:00.000000Z",
		expires_at: "2026-01-02T00:00:00.000000Z",
		project: { id: cloud.simulator.projectId, name: "cn-north-4", domain: { name: "acme" } },
		user: { name: "simulator-user", password_expires_at: "" },
	});
	expect((await listBy(cloud, token)).status).toBe(200);
});

test("the catalog is left out on request", async () => {
	const cloud = await Cloud.start();
	expect((await ask(cloud, { auth })).json.token).toHaveProperty("catalog");
	expect((await ask(cloud, { auth }, "?nocatalog=true")).json.token).not.toHaveProperty("catalog");
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
	const answer = await ask(cloud, body);
	expect(answer.status).toBe(400);
	expect(answer.json).toEqual({ error: { code: 400, message: "The request body is invalid", title: "Bad Request" } });
});

test.each([
	["password", { password: "wrong" }],
	["name", { name: "stranger" }],
])("a wrong %s is refused without saying which", async (_, change) => {
	const cloud = await Cloud.start();
	const identity = { methods: ["password"], password: { user: { ...password.user, ...change } } };
	const answer = await ask(cloud, { auth: { identity, scope } });
	expect(answer.status).toBe(401);
	expect(answer.json.error.message).toBe("The username or password is wrong.");
});

test("a user of one account is not found in another", async () => {
	const users = [{ name: "simulator-user", password: "simulator-password", domainName: "other" }];
	const cloud = await Cloud.start({ users });
	expect((await ask(cloud, { auth })).status).toBe(401);
});

test("with both scopes the project wins, and an unknown project is not found", async () => {
	const cloud = await Cloud.start();
	const both = { ...auth, scope: { ...scope, domain: { name: "acme" } } };
	expect((await ask(cloud, { auth: both })).json.token.project.name).toBe("cn-north-4");
	const unknown = { ...auth, scope: { project: { name: "nowhere" } } };
	expect((await ask(cloud, { auth: unknown })).status).toBe(404);
});

test("a token without project opens no project", async () => {
	const cloud = await Cloud.start();
	const answer = await listBy(cloud, await login(cloud, { auth: { ...auth, scope: { domain: { name: "acme" } } } }));
	expect([answer.status, answer.json.error_code]).toEqual([400, "ModelArts.0204"]);
});

test("a token of one project does not open another", async () => {
	const projects = [
		{ id: "one", name: "cn-north-4" },
		{ id: "two", name: "cn-east-3" },
	];
	const cloud = await Cloud.start({ projects });
	const token = await login(cloud);
	expect((await listBy(cloud, token, "/v1/one/demanager/instances?de_type=Notebook")).status).toBe(200);
	const answer = await listBy(cloud, token, "/v1/two/demanager/instances?de_type=Notebook");
	expect([answer.status, answer.json.error_code]).toEqual([403, "ModelArts.0210"]);
});

test.each([
	["APIGW.0307", "The token must be updated."],
	["APIGW.0301", "Incorrect IAM authentication information: decrypt token fail"],
	["ModelArts.0202", "The token has expired."],
] as const)("an expired token is refused in the form set: %s", async (expiredToken, message) => {
	const cloud = await Cloud.start({ expiredToken, tokenLifetime: 60_000 });
	const token = await login(cloud);
	cloud.clock.advance(59_999);
	expect((await listBy(cloud, token)).status).toBe(200);
	cloud.clock.advance(1);
	const answer = await listBy(cloud, token);
	expect([answer.status, answer.json.error_code, answer.json.error_msg]).toEqual([401, expiredToken, message]);
});

test("a newer token does not end an older one", async () => {
	const cloud = await Cloud.start();
	const older = await login(cloud);
	await login(cloud);
	expect((await listBy(cloud, older)).status).toBe(200);
});

test.each([
	["an invented token", { "x-auth-token": "nonsense" }, "Incorrect IAM authentication information: decrypt token fail"],
	["nothing at all", {}, "Incorrect IAM authentication information"],
])("who comes with %s stays outside", async (_, headers, message) => {
	const cloud = await Cloud.start();
	const answer = await send(cloud.simulator.url, { target: cloud.instances, headers });
	expect([answer.status, answer.json.error_msg]).toEqual([401, message]);
	expect(answer.json.request_id).toBe(answer.headers["x-request-id"]);
});

test("IAM refuses a wrong token in its own shape", async () => {
	const cloud = await Cloud.start();
	const answer = await listBy(cloud, "nonsense", "/v3/projects");
	expect([answer.status, answer.json.error.title]).toEqual([401, "Unauthorized"]);
});
