import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const accepted = undefined;
type Row = [status: string, start?: string, stop?: string, restart?: string, remove?: string];

/** The error of each action in each status; undefined: the action is accepted. */
const rows: Row[] = [
	["CREATING", "6306", "6306", "6327", "6304"],
	["CREATE_QUEUING", "6357", "6327", "6327", "6357"],
	["CREATE_FAILED", "6357", "6327", "6327", accepted],
	["READY_TO_START", accepted, "6327", "6327", accepted],
	["START_QUEUING", "6357", "6327", "6327", "6357"],
	["STARTING", "6306", "6306", "6327", "6304"],
	["RESTARTING", "6306", "6327", "6327", "6304"],
	["START_FAILED", accepted, "6327", "6327", accepted],
	["RUNNING", "6305", accepted, accepted, "6304"],
	["STOPPING", "6308", "6308", "6327", "6304"],
	["STOPPED", accepted, "6307", "6327", accepted],
	["UNAVAILABLE", "6333", accepted, "6333", accepted],
	["RESIZING", "6357", "6327", "6327", "6357"],
	["RESIZE_FAILED", "6357", "6327", "6327", accepted],
	["DELETING", "6357", "6327", "6327", "6357"],
	["SOMETHING_NEW", "6357", "6327", "6327", "6357"],
];

const cases = rows.flatMap(([status, start, stop, restart, remove]) => [
	[status, "start", start] as const,
	[status, "stop", stop] as const,
	[status, "restart", restart] as const,
	[status, "delete", remove] as const,
]);

test.each(cases)("an instance that is %s answers %s with: %s", async (status, action, code) => {
	const cloud = await Cloud.start();
	const id = cloud.put(status);
	const response =
		action === "delete" ? await cloud.call("DELETE", `${cloud.instances}/${id}`) : await cloud.changeStatus(id, action);
	expect(response.json.error_code).toBe(code && `ModelArts.${code}`);
	expect(response.status).toBe(code === undefined ? 200 : 400);
	if (code !== undefined) expect((await cloud.get(id)).json.status).toBe(status);
});

test.each([
	["6326", "startInstance"],
	["6355", "startInstance"],
	["6360", "restartInstance"],
	["6302", "changeInstanceStatus"],
] as const)("an action is rejected by accountRefusals: %s", async (code, operation) => {
	const cloud = await Cloud.start({ accountRefusals: { [operation]: code } });
	const action = operation === "restartInstance" ? "restart" : "start";
	const id = cloud.put(action === "start" ? "STOPPED" : "RUNNING");
	expect((await cloud.changeStatus(id, action)).json.error_code).toBe(`ModelArts.${code}`);
});

test("an instance of a sold-out flavor cannot be started", async () => {
	const cloud = await Cloud.start({ soldOutFlavors: ["modelarts.vm.cpu.2u"] });
	expect((await cloud.changeStatus(cloud.put("STOPPED"), "start")).json.error_code).toBe("ModelArts.6329");
});

test.each([
	[{ action: "explode" }, "6336"],
	[{ action: 1 }, "6332"],
	[{}, "6335"],
])("an action of %j is rejected", async (body, code) => {
	const cloud = await Cloud.start();
	const id = cloud.put("RUNNING");
	const response = await cloud.call("POST", `${cloud.instances}/${id}/action`, body);
	expect(response.json.error_code).toBe(`ModelArts.${code}`);
});

test.each([
	["GET", ""],
	["PUT", ""],
	["DELETE", ""],
	["POST", "/action"],
	["GET", "/token"],
])("%s of an instance%s that does not exist is 400 with 6309, as documented", async (method, rest) => {
	const cloud = await Cloud.start();
	const response = await cloud.call(method, `${cloud.instances}/DE-nowhere${rest}`, method === "GET" ? undefined : {});
	expect(response.status).toBe(400);
	expect(response.json).toEqual({ error_code: "ModelArts.6309", error_msg: "The instance does not exist." });
});

test("the token of an instance is returned by its operation only", async () => {
	const cloud = await Cloud.start();
	const id = cloud.put("RUNNING");
	const { token } = (await cloud.call("GET", `${cloud.instances}/${id}/token`)).json;
	expect(token).toMatch(/^[0-9a-f]{32}$/);
	const shown = [cloud.simulator.admin.state(), cloud.simulator.admin.requests(), (await cloud.list()).json];
	expect(JSON.stringify(shown)).not.toContain(token);
});
