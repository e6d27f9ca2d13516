import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const hour = 3_600_000;

test("a lease counts from the create, and stops the notebook to the millisecond", async () => {
	const client = await NotebookClient.start();
	const { id, lease } = (await client.create({ duration: 2 * hour, lease: { duration: hour } })).json;
	expect(lease).toEqual({
		create_at: client.cloud.clock.now(),
		update_at: client.cloud.clock.now(),
		duration: 2 * hour,
		enable: true,
		type: "TIMING",
	});
	client.advance(2 * hour - 1);
	expect(await client.statusOf(id)).toBe("RUNNING");
	client.advance(1);
	expect(await client.statusOf(id)).toBe("STOPPING");
	client.advance(1000);
	expect(await client.statusOf(id)).toBe("STOPPED");
});

test("a lease that ended between reads has stopped the notebook", async () => {
	const client = await NotebookClient.start();
	const { id } = (await client.create()).json;
	client.advance(hour + 1000);
	expect(await client.statusOf(id)).toBe("STOPPED");
});

test("a lease of -1 never ends", async () => {
	const client = await NotebookClient.start();
	const { id, lease } = (await client.create({ duration: -1 })).json;
	expect([lease.enable, lease.duration]).toEqual([false, -1]);
	client.advance(1000 * hour);
	expect(await client.statusOf(id)).toBe("RUNNING");
});

test("a renewal adds the elapsed time to the duration", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	client.advance(1000);
	const { status, json } = await client.call("PATCH", id, "/lease", { duration: 2 * hour, type: "idle" });
	expect(status).toBe(200);
	expect(json).toMatchObject({ duration: 1000 + 2 * hour, enable: true, type: "IDLE" });
	expect(json.update_at - json.create_at).toBe(1000);
	expect((await client.call("GET", id, "/lease")).json).toEqual(json);
	client.advance(2 * hour - 1);
	expect(await client.statusOf(id)).toBe("RUNNING");
	client.advance(1);
	expect(await client.statusOf(id)).toBe("STOPPING");
});

test("a duration in the query takes precedence over the body, and makes a timed lease", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	const body = { duration: 3 * hour, type: "IDLE" };
	const { json } = await client.call("PATCH", id, `/lease?duration=${2 * hour}`, body);
	expect(json).toMatchObject({ duration: 2 * hour, type: "TIMING" });
});

test("a renewal without a duration is for an hour", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING", { duration: 5 * hour });
	expect((await client.call("PATCH", id, "/lease")).json.duration).toBe(hour);
});

test("a renewal can remove the end of a lease, and restore it", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	expect((await client.call("PATCH", id, "/lease", { duration: -1 })).json.enable).toBe(false);
	client.advance(10 * hour);
	expect(await client.statusOf(id)).toBe("RUNNING");
	await client.call("PATCH", id, "/lease", { duration: hour });
	client.advance(hour);
	expect(await client.statusOf(id)).toBe("STOPPING");
});

test.each([
	["RUNNING", "?duration=1", undefined, "6349"],
	["RUNNING", "?duration=long", undefined, "6332"],
	["RUNNING", "", { duration: 1 }, "6349"],
	["RUNNING", "", { type: "NEVER" }, "6336"],
	["STOPPED", "", { duration: hour }, "6327"],
	["SNAPSHOTTING", "", { duration: hour }, "6357"],
] as const)("a renewal of %s with '%s' and %j is rejected with %s", async (status, query, body, code) => {
	const client = await NotebookClient.start();
	expect(errorOf(await client.call("PATCH", client.put(status), `/lease${query}`, body))).toEqual([400, code]);
});

test("a renewal is answered without a body with otherSuccessCodes", async () => {
	const client = await NotebookClient.start({ otherSuccessCodes: true });
	expect(await client.call("PATCH", client.put("RUNNING"), "/lease")).toMatchObject({ status: 204, text: "" });
});

test("a start renews the lease with its query", async () => {
	const client = await NotebookClient.start();
	const id = client.put("STOPPED");
	client.advance(5000);
	const { lease } = (await client.call("POST", id, `/start?duration=${2 * hour}&type=idle`)).json;
	expect(lease).toMatchObject({ duration: 5000 + 2 * hour, type: "IDLE" });
	client.advance(2 * hour);
	expect(await client.statusOf(id)).toBe("STOPPING");
});

test.each([
	["kept", 2 * hour],
	["default", hour],
] as const)("a start without a duration, with startLease %s, has a lease of %d ms", async (startLease, duration) => {
	const client = await NotebookClient.start({ startLease });
	const id = client.put("STOPPED", { duration: 2 * hour });
	expect((await client.call("POST", id, "/start")).json.lease.duration).toBe(duration);
});

test("a start with a wrong duration is rejected, and starts nothing", async () => {
	const client = await NotebookClient.start();
	const id = client.put("STOPPED");
	expect(errorOf(await client.call("POST", id, "/start?duration=1"))).toEqual([400, "6349"]);
	expect(await client.statusOf(id)).toBe("STOPPED");
});

test("a lease runs faster than the clock with autoStopSpeed, and shows the requested duration", async () => {
	const client = await NotebookClient.start({ autoStopSpeed: 3600 });
	const id = client.put("RUNNING");
	expect((await client.get(id)).json.lease.duration).toBe(hour);
	client.advance(1000);
	expect(await client.statusOf(id)).toBe("STOPPING");
});
