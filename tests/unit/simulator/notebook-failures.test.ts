import type { SettingsChange } from "modelarts-simulator";
import { closeClouds } from "./cloud";
import { NotebookClient } from "./notebook-client";

afterEach(closeClouds);

async function stepsOf(client: NotebookClient, id: string): Promise<string[]> {
	const { action_progress } = (await client.get(id)).json;
	return (action_progress as { status: string }[]).map(({ status }) => status);
}

test("a create goes through four steps, a quarter of its duration each", async () => {
	const client = await NotebookClient.start();
	const { json } = await client.create();
	expect(json.action_progress[0]).toEqual({
		notebook_id: json.id,
		step: 1,
		status: "PROCESSING",
		description: "PREPARE_STORAGE",
	});
	const seen = [];
	for (let quarter = 0; quarter < 4; quarter++) {
		client.advance(1000);
		seen.push(await stepsOf(client, json.id));
	}
	expect(seen).toEqual([
		["COMPLETED", "PROCESSING", "WAITING", "WAITING"],
		["COMPLETED", "COMPLETED", "PROCESSING", "WAITING"],
		["COMPLETED", "COMPLETED", "COMPLETED", "PROCESSING"],
		["COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED"],
	]);
});

test("the disk is INITIALIZING during the first step", async () => {
	const client = await NotebookClient.start();
	const { json } = await client.create();
	expect(json.volume.status).toBe("INITIALIZING");
	client.advance(1000);
	expect((await client.get(json.id)).json.volume).not.toHaveProperty("status");
});

test("a share has no status of its own", async () => {
	const client = await NotebookClient.start();
	const { json } = await client.create({ volume: { category: "EFS", ownership: "MANAGED" } });
	expect(json.volume).not.toHaveProperty("status");
});

test("a start restarts the four steps", async () => {
	const client = await NotebookClient.start();
	const { id } = (await client.create()).json;
	client.advance(4000);
	await client.call("POST", id, "/stop");
	client.advance(1000);
	const { json } = await client.call("POST", id, "/start");
	expect(json.action_progress.map(({ status }: { status: string }) => status)).toEqual([
		"PROCESSING",
		"WAITING",
		"WAITING",
		"WAITING",
	]);
});

test("the text of a step has the key of the setting progressText", async () => {
	const client = await NotebookClient.start({ progressText: "step_description" });
	const [step] = (await client.create()).json.action_progress;
	expect([step.step_description, "description" in step]).toEqual(["PREPARE_STORAGE", false]);
});

test.each([
	[1, 1000, ["FAILED", "WAITING", "WAITING", "WAITING"]],
	[3, 3000, ["COMPLETED", "COMPLETED", "FAILED", "WAITING"]],
	[undefined, 4000, ["COMPLETED", "COMPLETED", "COMPLETED", "FAILED"]],
] as const)("a create with a failure in step %s fails after %d ms", async (step, time, expected) => {
	const client = await NotebookClient.start({ notebookFailures: [{ step, failReason: "no disk" }] });
	const { id } = (await client.create()).json;
	client.advance(time - 1);
	expect(await client.statusOf(id)).toBe("CREATING");
	client.advance(1);
	const { json } = await client.get(id);
	expect([json.status, json.fail_reason]).toEqual(["CREATE_FAILED", "no disk"]);
	expect(await stepsOf(client, id)).toEqual(expected);
	client.advance(10_000);
	expect([await client.statusOf(id), await stepsOf(client, id)]).toEqual(["CREATE_FAILED", expected]);
});

test.each([
	["startNotebook", "STOPPED", "POST", "/start", 2000, "START_FAILED"],
	["stopNotebook", "RUNNING", "POST", "/stop", 1000, "ERROR"],
	["deleteNotebook", "RUNNING", "DELETE", "", 500, "DELETE_FAILED"],
] as const)(
	"%s with an injected failure: %s by %s %s ends after %d ms as %s",
	async (operation, from, method, rest, time, status) => {
		const client = await NotebookClient.start({ notebookFailures: [{ operation }] });
		const id = client.put(from);
		await client.call(method, id, rest);
		client.advance(time);
		const { json } = await client.get(id);
		expect([json.status, json.fail_reason]).toEqual([status, "injected by the setting 'notebookFailures'"]);
	},
);

test("a failure scenario applies to matching names, the given number of times, and the next successful start clears it", async () => {
	const client = await NotebookClient.start({ notebookFailures: [{ operation: "startNotebook", name: "^bad" }] });
	const start = async (id: string) => {
		await client.call("POST", id, "/start");
		client.advance(2000);
		const { status, fail_reason } = (await client.get(id)).json;
		return [status, fail_reason !== undefined];
	};
	const bad = client.put("STOPPED", { name: "bad" });
	expect(await start(client.put("STOPPED", { name: "good" }))).toEqual(["RUNNING", false]);
	expect(await start(bad)).toEqual(["START_FAILED", true]);
	expect(await start(bad)).toEqual(["RUNNING", false]);
});

test("a failure can have its own status, and recover", async () => {
	const notebookFailures = [{ times: null, status: "ERROR", healsAfter: 5000 }];
	const client = await NotebookClient.start({ notebookFailures });
	const { id } = (await client.create()).json;
	client.advance(4000);
	expect(await client.statusOf(id)).toBe("ERROR");
	client.advance(5000);
	const { json } = await client.get(id);
	expect([json.status, "fail_reason" in json]).toEqual(["RUNNING", false]);
});

test.each([[{ operation: "showNotebook" }], [{ name: "(" }], [{ step: 5 }], [{ reason: "unknown key" }]])(
	"a failure scenario like %j is rejected",
	async (scenario) => {
		const client = await NotebookClient.start();
		const change = { notebookFailures: [scenario] } as SettingsChange;
		expect(() => client.cloud.simulator.admin.changeSettings(change)).toThrow("notebookFailures");
	},
);
