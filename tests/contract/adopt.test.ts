import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider();

const there = {
	name: "old-hand",
	description: "made by hand",
	flavor: "modelarts.vm.cpu.8u",
	spec: { storage: { type: "evs", location: { volume_size: 20 } } },
};

const asThere = {
	name: "old-hand",
	flavor: "modelarts.vm.cpu.8u",
	storage: { type: "evs", location: { volumeSize: 20 } },
};

test("an existing notebook becomes the resource's, and gets what can be changed", async () => {
	const adopt = at.world.put(there);
	const { id, outputs } = await make(at.provider, { ...asThere, adopt, description: "now by program" });
	expect(id).toBe(adopt);
	expect(outputs).toMatchObject({ ...asThere, adopt, description: "now by program", status: "RUNNING" });
	expect(at.world.mutations()).toEqual(["updateInstance"]);
});

test("one that is stopped is started if that is wanted, and left in peace if not", async () => {
	const adopt = at.world.put(there, { patch: { status: "STOPPED" } });
	const left = await make(at.provider, { ...asThere, adopt });
	expect(left.outputs.status).toBe("STOPPED");
	const started = await make(at.provider, { ...asThere, adopt, desiredState: "RUNNING" });
	expect(started.outputs.status).toBe("RUNNING");
});

test("one that differs in what cannot be changed is refused, with all differences, and left alone", async () => {
	const adopt = at.world.put(there);
	const error = await catchError<ProviderError>(make(at.provider, { adopt, name: "other" }));
	expect(error.message).toMatch(/name is a text of 8 characters there, another, a text of 5 characters in the program/);
	expect(error.message).toMatch(/flavor is a text of 19 characters there/);
	expect(error.message).toMatch(/storage\.location\.volumeSize is 20 there/);
	expect(error.halfCreated).toBeUndefined();
	expect(at.world.mutations()).toEqual([]);
});

test("one that is not there is told with region and project", async () => {
	const error = await catchError<ProviderError>(make(at.provider, { adopt: "DE-none" }));
	expect(error.message).toBe(
		`There is no notebook DE-none to adopt in region cn-north-4, project ${at.world.simulator.projectId}.`,
	);
	expect(at.world.mutations()).toEqual([]);
});

test("an adopted one that does not start is kept, not removed: it was not ours to make", async () => {
	const adopt = at.world.put(there, { patch: { status: "STOPPED" } });
	at.world.set({ failures: [{ operation: "startInstance", times: null }] });
	const error = await catchError<ProviderError>(make(at.provider, { ...asThere, adopt, desiredState: "RUNNING" }));
	expect(error.halfCreated?.id).toBe(adopt);
	expect(at.world.instances()).toMatchObject([{ id: adopt }]);
	expect(at.world.mutations()).not.toContain("deleteInstance");
});

test("once it is in the state, `adopt` means nothing", async () => {
	const adopt = at.world.put(there);
	const { id, outputs, inputs } = await make(at.provider, { ...asThere, adopt });
	const { adopt: _, ...without } = inputs;
	expect(await at.provider.diff(id, outputs, without)).toMatchObject({ changes: "none" });
	expect(await at.provider.diff(id, outputs, notebook({ ...without, adopt: "DE-other" }))).toMatchObject({
		changes: "none",
	});
});

test("a replacement of what was adopted makes a new notebook: the old one is deleted by then", async () => {
	const adopt = at.world.put(there);
	const { id, outputs, inputs } = await make(at.provider, { ...asThere, adopt });

	const wanted = notebook({ ...asThere, adopt, flavor: "modelarts.vm.cpu.2u" });
	const next = await at.world.start();
	const checked = await next.check(wanted, inputs);
	await next.delete(id, outputs);
	const made = await next.create(checked.inputs);
	expect(made.id).not.toBe(adopt);
	expect(at.world.instances()).toMatchObject([{ id: made.id, flavor: "modelarts.vm.cpu.2u" }]);
});
