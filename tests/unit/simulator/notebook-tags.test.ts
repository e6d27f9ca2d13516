import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const add = (client: NotebookClient, id: string, ...tags: unknown[]) =>
	client.call("POST", id, "/tags/create", { tags });
const remove = (client: NotebookClient, id: string, ...tags: unknown[]) =>
	client.call("DELETE", id, "/tags/delete", { tags });
const tagsOf = async (client: NotebookClient, id: string) => (await client.get(id)).json.tags as unknown;

const [blue, red, cost] = [
	{ key: "team", value: "blue" },
	{ key: "team", value: "red" },
	{ key: "cost", value: "" },
];

test("adding tags has an empty response, and an existing key gets the new value", async () => {
	const client = await NotebookClient.start();
	const id = client.put("STOPPED");
	expect(await add(client, id, blue, cost)).toMatchObject({ status: 204, text: "" });
	expect(await tagsOf(client, id)).toEqual([blue, cost]);
	await add(client, id, red);
	expect(await tagsOf(client, id)).toEqual([cost, red]);
});

test("tags are deleted by key, or by key and value if a value is given", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	await add(client, id, blue, cost);
	await remove(client, id, red, { key: "unknown" });
	expect(await tagsOf(client, id)).toEqual([blue, cost]);
	expect((await remove(client, id, blue)).status).toBe(204);
	await remove(client, id, { key: "cost" });
	expect(await tagsOf(client, id)).toEqual([]);
});

test("the tags of all notebooks are listed by key, optionally of one workspace", async () => {
	const client = await NotebookClient.start();
	const workspace_id = "a".repeat(32);
	await add(client, client.put("RUNNING"), blue, cost);
	await add(client, client.put("RUNNING", { workspace_id }), red, cost);
	const show = async (query = "") => (await client.list(`/tags${query}`)).json.tags as unknown;
	expect(await show()).toEqual([
		{ key: "team", values: ["blue", "red"] },
		{ key: "cost", values: [""] },
	]);
	expect(await show("?workspace_id=0")).toEqual([
		{ key: "team", values: ["blue"] },
		{ key: "cost", values: [""] },
	]);
});

test.each([
	[{ key: "" }, "6336"],
	[{ key: "k".repeat(129) }, "6336"],
	[{ key: " k" }, "6336"],
	[{ key: "k " }, "6336"],
	[{ key: "_sys_k" }, "6336"],
	[{ key: "a<b" }, "6336"],
	[{ key: "a/b" }, "6336"],
	[{ key: "k", value: "v".repeat(256) }, "6336"],
	[{ key: "k", value: "a<b" }, "6336"],
	[{ key: "k", value: 1 }, "6332"],
	[{ key: "k", value: undefined }, "6335"],
	[{ value: "v" }, "6335"],
])("a tag %j is rejected with %s", async (tag, code) => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	const whole = "value" in tag ? tag : { ...tag, value: "v" };
	expect(errorOf(await add(client, id, blue, whole))).toEqual([400, code]);
	expect(await tagsOf(client, id)).toEqual([]);
});

test.each([
	[{ key: "k".repeat(128), value: "v".repeat(255) }],
	[{ key: "a_b.c:d=e+f-g@h i", value: "a/b c" }],
	[{ key: "团队", value: "蓝" }],
])("a tag %j is accepted", async (tag) => {
	const client = await NotebookClient.start();
	expect((await add(client, client.put("RUNNING"), tag)).status).toBe(204);
});

test("the tags of a notebook are limited by notebookTagLimit", async () => {
	const client = await NotebookClient.start({ notebookTagLimit: 2 });
	const id = client.put("RUNNING");
	await add(client, id, blue, cost);
	expect(errorOf(await add(client, id, { key: "third", value: "" }))).toEqual([400, "6336"]);
	expect((await add(client, id, red)).status).toBe(204);
});

test("tags that are not a list are rejected", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	expect(errorOf(await client.call("POST", id, "/tags/create", { tags: blue }))).toEqual([400, "6332"]);
	expect(errorOf(await client.call("DELETE", id, "/tags/delete", {}))).toEqual([400, "6335"]);
});
