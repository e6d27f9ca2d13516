import { make } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider();

const creations = [
	["omitted", undefined, "RUNNING", []],
	["RUNNING", "RUNNING", "RUNNING", []],
	["STOPPED", "STOPPED", "STOPPED", ["changeInstanceStatus"]],
] as const;

test.each(creations)(
	"a new notebook with desiredState %s ends in the target state",
	async (_what, desired, status, more) => {
		const { outputs } = await make(at.provider, { desiredState: desired });
		expect(outputs.status).toBe(status);
		expect(at.world.mutations()).toEqual(["createInstance", ...more, "updateInstance"]);
	},
);

const updates = [
	["RUNNING", "STOPPED", "RUNNING"],
	["RUNNING", "START_FAILED", "RUNNING"],
	["RUNNING", "RUNNING", "RUNNING"],
	["STOPPED", "RUNNING", "STOPPED"],
	["STOPPED", "STOPPED", "STOPPED"],
	["STOPPED", "STARTING", "STOPPED"],
	[undefined, "STOPPED", "STOPPED"],
	[undefined, "RUNNING", "RUNNING"],
] as const;

test.each(updates)(
	"an update with desiredState %s leaves a notebook that is %s as %s",
	async (desired, found, status) => {
		const { id, inputs, outputs } = await make(at.provider);
		at.world.patch(id, { status: found });
		const change = at.provider.update(id, outputs, { ...inputs, desiredState: desired, description: "new" });
		if (found === "STARTING") at.world.patch(id, { status: "RUNNING" });
		expect(await change).toMatchObject({ status, description: "new" });
	},
);

test("a stopped notebook with desiredState RUNNING is drift after a refresh, and the next up starts it", async () => {
	const { id, inputs, outputs } = await make(at.provider, { desiredState: "RUNNING" });
	at.world.patch(id, { status: "STOPPED" });
	const read = await at.provider.read(id, outputs);
	expect(read.inputs.desiredState).toBe("STOPPED");
	expect(await at.provider.diff(id, read.outputs, inputs)).toMatchObject({ changes: "some", replaces: [] });
	expect(await at.provider.update(id, read.outputs, inputs)).toMatchObject({ status: "RUNNING" });
});

test("a notebook that stopped by itself is no drift without a desiredState", async () => {
	const { id, inputs, outputs } = await make(at.provider);
	at.world.patch(id, { status: "STOPPED" });
	const read = await at.provider.read(id, outputs);
	expect(read.inputs).toEqual(inputs);
	expect(await at.provider.diff(id, read.outputs, inputs)).toMatchObject({ changes: "none" });
});

test("a failed start reports the reason, and keeps the notebook with its disk", async () => {
	const { id, inputs, outputs } = await make(at.provider, { desiredState: "STOPPED" });
	const failedReasons = { code: "ModelArts.6360", message: "no room today" };
	at.world.set({ failures: [{ operation: "startInstance", times: null, failedReasons }] });
	const change = at.provider.update(id, outputs, { ...inputs, desiredState: "RUNNING" });
	const { halfCreated } = await catchError<ProviderError>(change);
	expect(halfCreated?.id).toBe(id);
	expect(halfCreated?.reasons[0]).toMatch(/"no room today" \(ModelArts\.6360\)/);
	expect(at.world.mutations()).not.toContain("deleteInstance");

	at.world.set({ failures: [] });
	const news = { ...inputs, desiredState: "RUNNING" };
	expect(await at.provider.diff(id, halfCreated?.properties ?? {}, news)).toMatchObject({
		changes: "some",
		replaces: [],
	});
	expect(await at.provider.update(id, halfCreated?.properties ?? {}, news)).toMatchObject({ status: "RUNNING" });
});

const deletions = [
	["RUNNING", ["changeInstanceStatus", "deleteInstance"]],
	["STOPPED", ["deleteInstance"]],
	["CREATE_FAILED", ["deleteInstance"]],
	["START_FAILED", ["deleteInstance"]],
	["UNAVAILABLE", ["changeInstanceStatus", "deleteInstance"]],
	["DELETED", []],
] as const;

test.each(deletions)("a deletion of a notebook that is %s takes these requests: %j", async (status, orders) => {
	const { id, outputs } = await make(at.provider);
	at.world.patch(id, { status });
	at.world.admin.clearRequests();
	await at.provider.delete(id, outputs);
	expect(at.world.mutations()).toEqual(orders);
	expect(at.world.instances()).toEqual([]);
});

test("a deletion of a pending notebook waits until it can be stopped", async () => {
	const { id, outputs } = await make(at.provider);
	at.world.patch(id, { status: "STARTING" });
	const deletion = at.provider.delete(id, outputs);
	await at.world.until(() => at.world.operations().filter((operation) => operation === "getInstance").length > 4);
	at.world.patch(id, { status: "RUNNING" });
	await deletion;
	expect(at.world.instances()).toEqual([]);
});

test("a deletion completes only when the notebook does not exist any more", async () => {
	at.world.set({ durations: { deleteInstance: 40 } });
	const { id, outputs } = await make(at.provider, { desiredState: "STOPPED" });
	await at.provider.delete(id, outputs);
	expect(at.world.instances()).toEqual([]);
	expect(at.world.mutations().filter((operation) => operation === "deleteInstance")).toHaveLength(1);
});
