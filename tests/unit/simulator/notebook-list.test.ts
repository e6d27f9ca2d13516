import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const namesOf = (response: { json: { data: { name: string }[] } }) => response.json.data.map(({ name }) => name);

/** Creates five notebooks, one second apart. */
async function putFive(client: NotebookClient): Promise<void> {
	for (const name of ["a", "b", "c", "d", "e"]) {
		client.put("RUNNING", { name });
		client.advance(1000);
	}
}

test("a list shows the newest notebooks first, ten per page, in the documented envelope", async () => {
	const client = await NotebookClient.start();
	for (let index = 0; index < 12; index++) {
		client.put("RUNNING", { name: `n${index}` });
		client.advance(1);
	}
	const first = await client.list();
	expect(first.json).toMatchObject({ current: 0, pages: 2, size: 10, total: 12 });
	expect(namesOf(first)).toEqual(["n11", "n10", "n9", "n8", "n7", "n6", "n5", "n4", "n3", "n2"]);
	const second = await client.list("?offset=10");
	expect([second.json.current, namesOf(second)]).toEqual([1, ["n1", "n0"]]);
});

test("an item of the list equals the shown notebook", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	expect((await client.list()).json.data).toEqual([(await client.get(id)).json]);
});

test.each([
	["?limit=2&offset=1", ["d", "c"]],
	["?limit=2&offset=4", ["a"]],
	["?offset=5", []],
	["?sort_dir=ASC&limit=2", ["a", "b"]],
	["?sort_key=createTime&sort_dir=ASC&limit=1", ["a"]],
	["?sort_key=name&limit=1", ["e"]],
	["?name=c", ["c"]],
])("'%s' lists %j", async (query, expected) => {
	const client = await NotebookClient.start();
	await putFive(client);
	expect(namesOf(await client.list(query))).toEqual(expected);
});

test("a page is limited by the setting, and page numbers can start at 1", async () => {
	const client = await NotebookClient.start({ notebookListPageMax: 2, firstNotebookPage: 1 });
	await putFive(client);
	const { json } = await client.list("?limit=50&offset=2");
	expect(json).toMatchObject({ current: 2, pages: 3, size: 2, total: 5 });
	expect(json.data).toHaveLength(2);
});

test.each([
	["name=needl", true],
	["name=needles", false],
	["status=STOPPED", true],
	["status=RUNNING", false],
	["feature=NOTEBOOK", true],
	["feature=DEFAULT", false],
	["pool_id=pool1", true],
	["pool_id=pool2", false],
	["flavor=modelarts.vm.cpu.8u", true],
	["flavor=modelarts.vm.cpu.2u", false],
	["image_id=00000000-1111-2222-3333-444444444444", true],
	["image_id=00000000-1111-2222-3333-555555555555", false],
	["owner=nobody", false],
	["workspace_id=0", true],
	["workspaceId=0", true],
	["workspace_id=other", false],
	["workspaceId=other", false],
	["tags=team", true],
	["tags=team%3Dblue", true],
	["tags=team%3Dred", false],
	["tags=none", false],
	["billing=STORAGE", true],
	["billing=COMPUTE", false],
	["billing=ALL", false],
])("a notebook is found by '%s': %s", async (query, isFound) => {
	const client = await NotebookClient.start();
	const image_id = "00000000-1111-2222-3333-444444444444";
	const tags = [{ key: "team", value: "blue" }];
	const changes = { name: "a-needle", pool_id: "pool1", flavor: "modelarts.vm.cpu.8u", image_id };
	client.put("STOPPED", changes, { patch: { status: "STOPPED", tags } });
	expect((await client.list(`?${query}`)).json.total).toBe(isFound ? 1 : 0);
});

test("a notebook is found by its id and by its owner", async () => {
	const client = await NotebookClient.start();
	client.put("RUNNING", { name: "other" });
	const id = client.put("RUNNING", { name: "mine" });
	const { user_id } = (await client.get(id)).json;
	expect(namesOf(await client.list(`?id=${id}`))).toEqual(["mine"]);
	expect((await client.list(`?owner=${user_id}`)).json.total).toBe(2);
});

test("other users' notebooks are only in the list of all", async () => {
	const client = await NotebookClient.start();
	client.put("RUNNING", { name: "mine" });
	client.advance(1);
	client.put("RUNNING", { name: "theirs" }, { user: { id: "f".repeat(32), name: "other" } });
	expect(namesOf(await client.list())).toEqual(["mine"]);
	expect(namesOf(await client.list("/all"))).toEqual(["theirs", "mine"]);
	expect(namesOf(await client.list(`/all?owner=${"f".repeat(32)}`))).toEqual(["theirs"]);
});

test("another workspace is listed only if the query names it or the setting says so", async () => {
	const client = await NotebookClient.start();
	const workspace_id = "a".repeat(32);
	client.put("RUNNING", { workspace_id });
	expect((await client.list()).json.total).toBe(0);
	expect((await client.list(`?workspace_id=${workspace_id}`)).json.total).toBe(1);
	client.cloud.simulator.admin.changeSettings({ listDefaultWorkspace: null });
	expect((await client.list()).json.total).toBe(1);
});

test("free notebooks are listed only if the query names their feature", async () => {
	const client = await NotebookClient.start();
	client.put("RUNNING", { feature: "DEFAULT" });
	expect((await client.list()).json.total).toBe(0);
	expect((await client.list("?feature=DEFAULT")).json.total).toBe(1);
});

test.each([
	["limit=0", "6336"],
	["limit=many", "6332"],
	["offset=-1", "6336"],
	["status=ASLEEP", "6336"],
	["feature=LAB", "6336"],
	["sort_dir=down", "6336"],
	["billing=NOTHING", "6336"],
])("a list with '%s' is rejected with %s", async (query, code) => {
	const client = await NotebookClient.start();
	expect(errorOf(await client.list(`?${query}`))).toEqual([400, code]);
});

test.each([
	[10, 200],
	[20, 200],
	[50, 200],
	[11, 400],
])("a limit of %d is answered with %d when pages have the sizes of Huawei's SDK", async (limit, status) => {
	const client = await NotebookClient.start({ notebookPageSizes: "sdk" });
	expect((await client.list(`?limit=${limit}`)).status).toBe(status);
});
