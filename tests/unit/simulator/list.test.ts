import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

async function names(cloud: Cloud, query: string): Promise<string[]> {
	const { json } = await cloud.list(query);
	return (json.instances as { name: string }[]).map(({ name }) => name);
}

/** Three instances, created a second apart, not in the order of their names. */
async function startWithThree(settings = {}): Promise<Cloud> {
	const cloud = await Cloud.start(settings);
	for (const name of ["beta", "alpha", "gamma"]) {
		cloud.put(name === "beta" ? "STOPPED" : "RUNNING", { name });
		cloud.clock.advance(1000);
	}
	return cloud;
}

test.each([
	["", ["alpha", "beta", "gamma"]],
	["&order=desc", ["gamma", "beta", "alpha"]],
	["&sortby=creation_timestamp", ["beta", "alpha", "gamma"]],
	["&sortby=creation_timestamp&order=desc", ["gamma", "alpha", "beta"]],
	["&offset=1", ["beta", "gamma"]],
	["&limit=2", ["alpha", "beta"]],
	["&limit=0", ["alpha", "beta", "gamma"]],
	["&offset=2&limit=2", ["gamma"]],
	["&offset=9", []],
	["&status=STOPPED", ["beta"]],
	["&provision_type=Docker", ["alpha", "beta", "gamma"]],
	["&workspace_id=other", []],
	["&pool_id=pool-1", []],
	["&ai_project=default-ai-project", ["alpha", "beta", "gamma"]],
])("a list with '%s' shows %j, and the count of all pages", async (query, expected) => {
	const cloud = await startWithThree();
	expect(await names(cloud, query)).toEqual(expected);
	if (/offset|limit/.test(query)) expect((await cloud.list(query)).json.total_count).toBe(3);
});

test.each([
	["", "6335", "'de_type' is a required property."],
	["?de_type=notebook", "6336", "'de_type' property value is incorrect."],
	["?de_type=Notebook&sortby=status", "6303", "The field does not support sorting."],
	["?de_type=Notebook&order=up", "6336", "'order' property value is incorrect."],
	["?de_type=Notebook&status=SLEEPING", "6336", "'status' property value is incorrect."],
	[
		"?de_type=Notebook&limit=ten",
		"6332",
		"Incorrect parameter type. The 'limit' parameter must be of the 'Integer' type.",
	],
	["?de_type=Notebook&offset=-1", "6336", "'offset' property value is incorrect."],
	["?de_type=Notebook&provision_type=VM", "6336", "'provision_type' property value is incorrect."],
	["?de_type=Notebook&show_self=no", "6336", "'show_self' property value is incorrect."],
])("a list with '%s' is rejected with %s", async (query, code, message) => {
	const cloud = await Cloud.start();
	const response = await cloud.call("GET", `${cloud.instances}${query}`);
	expect([response.status, response.json.error_code]).toEqual([400, `ModelArts.${code}`]);
	expect(response.json.error_msg).toBe(message);
});

test("a list without a workspace shows the default workspace only, unless the setting says otherwise", async () => {
	const cloud = await Cloud.start();
	cloud.put("RUNNING", { name: "here" });
	cloud.put("RUNNING", { name: "there", workspace: { id: "w" } });
	expect(await names(cloud, "")).toEqual(["here"]);
	expect(await names(cloud, "&workspace_id=w")).toEqual(["there"]);
	cloud.simulator.admin.changeSettings({ listDefaultWorkspace: null });
	expect(await names(cloud, "")).toEqual(["here", "there"]);
});

test("a list shows the caller's own instances unless show_self is false", async () => {
	const cloud = await Cloud.start();
	const body = { instances: [{ create: { name: "theirs" }, user: { id: "u-2", name: "somebody" } }] };
	await cloud.admin("POST", "objects", body);
	cloud.put("RUNNING", { name: "mine" });
	expect(await names(cloud, "")).toEqual(["mine"]);
	expect(await names(cloud, "&show_self=True")).toEqual(["mine"]);
	expect(await names(cloud, "&show_self=false")).toEqual(["mine", "theirs"]);
	expect(await names(cloud, "&show_self=False")).toEqual(["mine", "theirs"]);
});

test("instances of another project are neither listed nor found", async () => {
	const projects = [
		{ id: "one", name: "cn-north-4" },
		{ id: "two", name: "cn-east-3" },
	];
	const cloud = await Cloud.start({ projects });
	const make = (id: string, project: string) => ({ create: { name: id }, projectId: project });
	const { json } = await cloud.admin("POST", "objects", { instances: [make("a", "one"), make("b", "two")] });
	const shown = await cloud.call("GET", "/v1/two/demanager/instances?de_type=Notebook");
	expect(shown.json.instances).toEqual([expect.objectContaining({ name: "b" })]);
	expect(shown.json.instances[0].spec.annotations.target_domain).toContain("cn-east-3");
	expect((await cloud.call("GET", `/v1/two/demanager/instances/${json.instances[0].id}`)).status).toBe(400);
});

test("deleted instances remain in the list with listDeleted", async () => {
	const cloud = await Cloud.start({ listDeleted: true });
	const id = cloud.put("STOPPED");
	await cloud.call("DELETE", `${cloud.instances}/${id}`);
	expect((await cloud.list()).json.instances).toEqual([expect.objectContaining({ id, status: "DELETED" })]);
	expect((await cloud.get(id)).json.error_code).toBe("ModelArts.6309");
});

test("pages are limited by listPageMax", async () => {
	const cloud = await startWithThree({ listPageMax: 2 });
	expect(await names(cloud, "")).toEqual(["alpha", "beta"]);
	expect(await names(cloud, "&offset=2")).toEqual(["gamma"]);
});

test("the count of a list is a text in the oldest edition", async () => {
	const cloud = await startWithThree({ totalCountAsText: true });
	expect((await cloud.list()).json.total_count).toBe("3");
});
