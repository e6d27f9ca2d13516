import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const ok = undefined;
type Row = [status: string, start?: string, stop?: string, restart?: string, remove?: string];

/** Which error each action gets in each status; undefined: it is accepted. */
const rows: Row[] = [
	["CREATING", "6306", "6306", "6327", "6304"],
	["CREATE_QUEUING", "6357", "6327", "6327", "6357"],
	["CREATE_FAILED", "6357", "6327", "6327", ok],
	["READY_TO_START", ok, "6327", "6327", ok],
	["START_QUEUING", "6357", "6327", "6327", "6357"],
	["STARTING", "6306", "6306", "6327", "6304"],
	["RESTARTING", "6306", "6327", "6327", "6304"],
	["START_FAILED", ok, "6327", "6327", ok],
	["RUNNING", "6305", ok, ok, "6304"],
	["STOPPING", "6308", "6308", "6327", "6304"],
	["STOPPED", ok, "6307", "6327", ok],
	["UNAVAILABLE", "6333", ok, "6333", ok],
	["RESIZING", "6357", "6327", "6327", "6357"],
	["RESIZE_FAILED", "6357", "6327", "6327", ok],
	["DELETING", "6357", "6327", "6327", "6357"],
	["SOMETHING_NEW", "6357", "6327", "6327", "6357"],
];

const cases = rows.flatMap(([status, start, stop, restart, remove]) => [
	[status, "start", start] as const,
	[status, "stop", stop] as const,
	[status, "restart", restart] as const,
	[status, "delete", remove] as const,
]);

test.each(cases)("an instance that is %s answers to %s: %s", async (status, action, code) => {
	const cloud = await Cloud.start();
	const id = cloud.put(status);
	const answer =
		action === "delete" ? await cloud.call("DELETE", `${cloud.instances}/${id}`) : await cloud.act(id, action);
	expect(answer.json.error_code).toBe(code && `ModelArts.${code}`);
	expect(answer.status).toBe(code === undefined ? 200 : 400);
	if (code !== undefined) expect((await cloud.get(id)).json.status).toBe(status);
});

test.each([
	["6326", "startInstance"],
	["6355", "startInstance"],
	["6360", "restartInstance"],
	["6302", "changeInstanceStatus"],
] as const)("an action can be refused for the account's sake: %s", async (code, operation) => {
	const cloud = await Cloud.start({ accountRefusals: { [operation]: code } });
	const action = operation === "restartInstance" ? "restart" : "start";
	const id = cloud.put(action === "start" ? "STOPPED" : "RUNNING");
	expect((await cloud.act(id, action)).json.error_code).toBe(`ModelArts.${code}`);
});

test("a flavor that is sold out cannot be started again", async () => {
	const cloud = await Cloud.start({ soldOutFlavors: ["modelarts.vm.cpu.2u"] });
	expect((await cloud.act(cloud.put("STOPPED"), "start")).json.error_code).toBe("ModelArts.6329");
});

test.each([
	[{ action: "explode" }, "6336"],
	[{ action: 1 }, "6332"],
	[{}, "6335"],
])("an action of %j is refused", async (body, code) => {
	const cloud = await Cloud.start();
	const id = cloud.put("RUNNING");
	const answer = await cloud.call("POST", `${cloud.instances}/${id}/action`, body);
	expect(answer.json.error_code).toBe(`ModelArts.${code}`);
});

test.each([
	["GET", ""],
	["PUT", ""],
	["DELETE", ""],
	["POST", "/action"],
	["GET", "/token"],
])("%s of an instance%s that does not exist is 400 with 6309, as documented", async (method, rest) => {
	const cloud = await Cloud.start();
	const answer = await cloud.call(method, `${cloud.instances}/DE-nowhere${rest}`, method === "GET" ? undefined : {});
	expect(answer.status).toBe(400);
	expect(answer.json).toEqual({ error_code: "ModelArts.6309", error_msg: "The instance does not exist." });
});

test("the token of an instance is handed out, and not shown elsewhere", async () => {
	const cloud = await Cloud.start();
	const id = cloud.put("RUNNING");
	const { token } = (await cloud.call("GET", `${cloud.instances}/${id}/token`)).json;
	expect(token).toMatch(/^[0-9a-f]{32}$/);
	const shown = [cloud.simulator.admin.state(), cloud.simulator.admin.requests(), (await cloud.list()).json];
	expect(JSON.stringify(shown)).not.toContain(token);
});
