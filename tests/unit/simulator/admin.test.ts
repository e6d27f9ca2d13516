import { readFileSync } from "node:fs";
import { send } from "./client";
import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

test("the request log has one entry for each request, in exactly the documented shape", async () => {
	const cloud = await Cloud.start();
	await cloud.list("&limit=1");
	const { json } = await cloud.admin("GET", "requests");
	expect(json).toEqual([
		{
			at: cloud.clock.now(),
			method: "GET",
			path: cloud.instances,
			query: { de_type: "Notebook", limit: "1" },
			status: 200,
			operation: "getInstanceList",
			fault: null,
		},
	]);
	await cloud.admin("DELETE", "requests");
	expect((await cloud.admin("GET", "requests")).json).toEqual([]);
});

test("secrets are not in the log, the settings or the state", async () => {
	const secrets = ["SK-marked", "TOKEN-marked", "PASSWORD-marked", "SESSION-marked", "QUERY-marked"];
	const [secretKey = "", token = "", password = "", securityToken = "", inQuery = ""] = secrets;
	const cloud = await Cloud.start({
		users: [{ name: "u", password }],
		keys: [{ accessKey: "AK", secretKey, securityToken }],
	});
	const { url } = cloud.simulator;
	await send(url, { target: `${cloud.instances}?token=${inQuery}&sk=${inQuery}`, headers: { "x-auth-token": token } });
	const body = {
		auth: { identity: { methods: ["password"], password: { user: { name: "u", password, domain: { name: "d" } } } } },
	};
	const response = await send(url, { method: "POST", target: "/v3/auth/tokens", body: JSON.stringify(body) });
	secrets.push(String(response.headers["x-subject-token"]));
	const pages = await Promise.all(["requests", "settings", "state", "faults"].map((page) => cloud.admin("GET", page)));
	for (const { text } of pages) for (const secret of secrets) expect(text).not.toContain(secret);
});

test("a partial change of the settings keeps the other settings", async () => {
	const cloud = await Cloud.start();
	await cloud.admin("POST", "settings", { durations: { createInstance: [10, 20] }, totalCountAsText: true });
	const { json } = await cloud.admin("GET", "settings");
	expect(json).toMatchObject({
		totalCountAsText: true,
		idForm: "DE",
		durations: { createInstance: [10, 20], deleteInstance: 0 },
	});
});

test.each([
	[{ totalCountAsTxt: true }, "Unknown setting 'totalCountAsTxt'. Did you mean 'totalCountAsText'?"],
	[{ durations: { createInstanc: 1 } }, "Did you mean 'createInstance'?"],
	[{ durations: { createInstance: -1 } }, "'durations.createInstance' must be milliseconds, or [min, max], not -1."],
	[{ durations: { createInstance: [5, 1] } }, "[min, max]"],
	[{ durations: 5 }, "'durations' must be an object"],
	[{ idForm: "ULID" }, `'idForm' must be one of "DE", "UUID", not "ULID".`],
	[{ listDeleted: "yes" }, "must be true or false"],
	[{ accountRefusals: { createInstance: "1234" } }, "the number of a documented error"],
	[{ accountRefusals: { create: "6319" } }, "Did you mean 'createInstance'?"],
	[{ failures: [{ operation: "nothing" }] }, "'failures' must be a list"],
	[{ failures: [{ name: "(" }] }, "'failures' must be a list"],
	[[], "must be a JSON object"],
])("an invalid change of the settings is rejected: %j", async (change, message) => {
	const cloud = await Cloud.start();
	const before = (await cloud.admin("GET", "settings")).text;
	const response = await cloud.admin(
		"POST",
		"settings",
		Array.isArray(change) ? change : { strictWorld: true, ...change },
	);
	expect(response.status).toBe(400);
	expect(response.json.error).toContain(message);
	expect((await cloud.admin("GET", "settings")).text).toBe(before);
});

test("a reset restores the initial state: objects, log, faults, settings, tokens, throttling", async () => {
	const cloud = await Cloud.start({ requestsPerSecond: 3 });
	const first = (await cloud.admin("GET", "state")).text;
	const settings = (await cloud.admin("GET", "settings")).text;
	await cloud.create();
	await cloud.admin("POST", "settings", { idForm: "UUID", durations: { createInstance: 1 } });
	await cloud.admin("POST", "faults", { action: { status: 500 }, match: { nth: 99 } });
	await cloud.admin("POST", "objects", { files: ["bucket/key"] });
	await cloud.admin("POST", "reset");
	expect((await cloud.admin("GET", "state")).text).toBe(first);
	expect((await cloud.admin("GET", "settings")).text).toBe(settings);
	expect((await cloud.admin("GET", "faults")).json).toEqual([]);
	expect((await cloud.admin("GET", "requests")).json).toEqual([]);
	for (let count = 0; count < 3; count++) expect((await cloud.list()).status).toBe(200);
});

test("the admin API changes and removes an instance out of band", async () => {
	const cloud = await Cloud.start();
	const { id } = (await cloud.create()).json;
	const patch = { description: "drifted", status: "STOPPED", spec: { auto_stop: { enable: true } }, brand_new: 1 };
	await cloud.admin("POST", "objects", { instances: [{ name: "lab", patch }] });
	cloud.clock.advance(60_000);
	const { json } = await cloud.get(id);
	expect(json).toMatchObject({ ...patch, name: "lab" });
	expect(json.spec.auto_stop).toMatchObject({ enable: true, prompt: true });
	await cloud.admin("POST", "objects", { instances: [{ id, remove: true }] });
	expect((await cloud.get(id)).json.error_code).toBe("ModelArts.6309");
});

test.each([
	[{ server: [] }, "Did you mean 'servers'?"],
	[{ files: "x" }, "'files' must be a list."],
	[{ files: [{}] }, "Each of files must be a text, or an object with id or path."],
	[{ instances: [{ id: "DE-1", patch: {} }] }, "There is no instance 'DE-1'."],
])("invalid objects are rejected by the admin API: %j", async (objects, message) => {
	const cloud = await Cloud.start();
	const response = await cloud.admin("POST", "objects", objects);
	expect([response.status, response.json.error]).toEqual([400, expect.stringContaining(message)]);
});

test("an unknown admin path is answered with 404, and is not in the request log", async () => {
	const cloud = await Cloud.start();
	expect((await cloud.admin("GET", "request")).status).toBe(404);
	expect((await cloud.admin("POST", "release", { ids: [1] })).json.error).toContain("Did you mean 'id'?");
	expect(cloud.simulator.admin.requests()).toEqual([]);
});

test("the page of settings lists every setting with its default", async () => {
	const cloud = await Cloud.start();
	const settings = cloud.simulator.admin.settings();
	const page = readFileSync("simulator/docs/settings.md", "utf8");
	const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
	for (const [key, value] of Object.entries(settings)) {
		const row = rows.find(([, name]) => name === `\`${key}\``);
		expect([key, row?.[2]]).toEqual([key, documentedDefaults[key] ?? `\`${JSON.stringify(value)}\``]);
	}
	for (const name of Object.keys(settings["durations"] as object)) expect(page).toContain(`\`${name}\``);
});

const fromOptions = "from the options";
const documentedDefaults: Record<string, string> = {
	projects: fromOptions,
	users: fromOptions,
	keys: fromOptions,
	accountRefusals: "none",
	lockedNotebookParameters: "see right",
	durations: "see below",
	readLags: "none",
};
