import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

test("a new notebook is CREATING, then RUNNING", async () => {
	const client = await NotebookClient.start();
	const { status, json } = await client.create();
	expect([status, json.status]).toEqual([200, "CREATING"]);
	client.advance(3999);
	expect(await client.statusOf(json.id)).toBe("CREATING");
	client.advance(1);
	expect(await client.statusOf(json.id)).toBe("RUNNING");
});

test("a new notebook is INIT for the first tenth of the duration by setting", async () => {
	const client = await NotebookClient.start({ notebookCreateShows: "INIT" });
	const { json } = await client.create();
	const seen = [json.status];
	for (const time of [399, 1, 3600]) {
		client.advance(time);
		seen.push(await client.statusOf(json.id));
	}
	expect(seen).toEqual(["INIT", "INIT", "CREATING", "RUNNING"]);
});

test("the response of a create has the documented fields and defaults", async () => {
	const client = await NotebookClient.start();
	const { json } = await client.create({ pool_id: "pool1", description: "mine" });
	expect(json).toMatchObject({
		name: "lab",
		description: "mine",
		feature: "NOTEBOOK",
		flavor: "modelarts.vm.cpu.2u",
		image: { id: "e1a07296-22a8-4f05-8bc8-e936c8e54090", type: "BUILD_IN" },
		volume: { category: "EVS", ownership: "MANAGED", capacity: 10, mount_path: "/home/ma-user/work/" },
		lease: { duration: 3_600_000, enable: true, type: "TIMING" },
		endpoints: [],
		data_volumes: [],
		tags: [],
		pool: { id: "pool1", name: "pool1" },
		workspace_id: "0",
		user: { name: "simulator-user", domain: { name: "simulator" } },
		create_at: client.cloud.clock.now(),
		update_at: client.cloud.clock.now(),
	});
	expect(json.id).toMatch(/^[0-9a-f]{8}-/);
	expect(json.url).toContain(json.id);
	expect(json.user_id).toBe(json.user.id);
	expect(json).not.toHaveProperty("fail_reason");
	expect(json).not.toHaveProperty("hooks");
});

test("notebook names need not be unique", async () => {
	const client = await NotebookClient.start();
	const [first, second] = [await client.create(), await client.create()];
	expect(second.status).toBe(200);
	expect(second.json.id).not.toBe(first.json.id);
	expect((await client.list()).json.total).toBe(2);
});

test("lower-case values are returned in upper case", async () => {
	const client = await NotebookClient.start();
	const { json } = await client.create({
		feature: "notebook",
		volume: { category: "efs", ownership: "managed" },
		lease: { duration: 7_200_000, type: "idle" },
		endpoints: [{ service: "ssh", key_pair_names: ["key"] }],
	});
	expect(json.feature).toBe("NOTEBOOK");
	expect(json.volume).toMatchObject({ category: "EFS", ownership: "MANAGED", capacity: 50 });
	expect(json.lease).toMatchObject({ type: "IDLE", duration: 7_200_000 });
	expect(json.endpoints).toMatchObject([{ service: "SSH", dev_service: "SSH", ssh_keys: ["key"] }]);
});

test("a stop and a start pass through their statuses", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	expect((await client.call("POST", id, "/stop")).json.status).toBe("STOPPING");
	client.advance(1000);
	expect(await client.statusOf(id)).toBe("STOPPED");
	expect((await client.call("POST", id, "/start")).json.status).toBe("STARTING");
	client.advance(2000);
	expect(await client.statusOf(id)).toBe("RUNNING");
});

test("the token of a notebook changes with each start, and is neither in the log nor in the admin state", async () => {
	const client = await NotebookClient.start();
	const id = client.put("STOPPED");
	const before = (await client.get(id)).json.token;
	const { token } = (await client.call("POST", id, "/start")).json;
	client.advance(2000);
	expect((await client.get(id)).json.token).toBe(token);
	expect(token).toMatch(/^[0-9a-f-]{36}$/);
	expect(token).not.toBe(before);
	const seen = JSON.stringify([client.cloud.simulator.admin.requests(), client.state]);
	expect(seen).toContain(id);
	for (const secret of [before, token]) expect(seen).not.toContain(secret);
});

test("an SSH endpoint has an address while the notebook runs", async () => {
	const client = await NotebookClient.start();
	const endpoints = [{ service: "SSH", key_pair_names: ["key"], allowed_access_ips: ["1.2.3.4"] }];
	const { id } = (await client.create({ endpoints })).json;
	expect((await client.get(id)).json.endpoints[0]).not.toHaveProperty("uri");
	client.advance(4000);
	const [endpoint] = (await client.get(id)).json.endpoints;
	expect(endpoint.uri).toMatch(/^ssh:\/\/ma-user@.*:3\d{4}$/);
	expect(endpoint).toMatchObject(endpoints[0]!);
});

test("a running notebook can be deleted: it is DELETING, then not found", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	const response = await client.call("DELETE", id);
	expect([response.status, response.json.status, response.json.volume.status]).toEqual([200, "DELETING", "DELETING"]);
	expect(await client.statusOf(id)).toBe("DELETING");
	client.advance(500);
	expect(errorOf(await client.get(id))).toEqual([400, "6309"]);
	expect(client.state).toEqual([]);
});

test("a reset removes all notebooks", async () => {
	const client = await NotebookClient.start();
	client.put("RUNNING");
	expect(client.state).toMatchObject([{ name: "lab", project_id: client.cloud.simulator.projectId }]);
	client.cloud.simulator.admin.reset();
	expect(client.state).toEqual([]);
	expect((await client.list()).json.total).toBe(0);
});

test("the other documented success codes are 201 with a body and 204 without one", async () => {
	const client = await NotebookClient.start({ otherSuccessCodes: true });
	const id = client.put("RUNNING");
	const statuses = [
		await client.create(),
		await client.call("PUT", id, "", { name: "new" }),
		await client.call("POST", id, "/stop"),
		await client.call("DELETE", id),
	].map(({ status, text }) => [status, text === ""]);
	expect(statuses).toEqual([
		[201, false],
		[201, false],
		[201, false],
		[204, true],
	]);
});
