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

test("an existing notebook is adopted and updated in place", async () => {
	const adopt = at.world.put(there);
	const { id, outputs } = await make(at.provider, { ...asThere, adopt, description: "now by program" });
	expect(id).toBe(adopt);
	expect(outputs).toMatchObject({ ...asThere, adopt, description: "now by program", status: "RUNNING" });
	expect(at.world.mutations()).toEqual(["updateInstance"]);
});

test("a stopped notebook is started if `desiredState` says so, and stays stopped otherwise", async () => {
	const adopt = at.world.put(there, { patch: { status: "STOPPED" } });
	const left = await make(at.provider, { ...asThere, adopt });
	expect(left.outputs.status).toBe("STOPPED");
	const started = await make(at.provider, { ...asThere, adopt, desiredState: "RUNNING" });
	expect(started.outputs.status).toBe("RUNNING");
});

test("a notebook that differs in immutable inputs is rejected with all differences, and not changed", async () => {
	const adopt = at.world.put(there);
	const error = await catchError<ProviderError>(make(at.provider, { adopt, name: "other" }));
	expect(error.message).toMatch(/name is a text of 8 characters there, another, a text of 5 characters in the program/);
	expect(error.message).toMatch(/flavor is a text of 19 characters there/);
	expect(error.message).toMatch(/storage\.location\.volumeSize is 20 there/);
	expect(error.halfCreated).toBeUndefined();
	expect(at.world.mutations()).toEqual([]);
});

test("a missing notebook is reported with region and project", async () => {
	const error = await catchError<ProviderError>(make(at.provider, { adopt: "DE-none" }));
	expect(error.message).toBe(
		`There is no notebook DE-none to adopt in region cn-north-4, project ${at.world.simulator.projectId}.`,
	);
	expect(at.world.mutations()).toEqual([]);
});

test("an adopted notebook that does not start is kept, not removed, as the provider did not create it", async () => {
	const adopt = at.world.put(there, { patch: { status: "STOPPED" } });
	at.world.set({ failures: [{ operation: "startInstance", times: null }] });
	const error = await catchError<ProviderError>(make(at.provider, { ...asThere, adopt, desiredState: "RUNNING" }));
	expect(error.halfCreated?.id).toBe(adopt);
	expect(at.world.instances()).toMatchObject([{ id: adopt }]);
	expect(at.world.mutations()).not.toContain("deleteInstance");
});

test("`adopt` is ignored once the notebook is in the state", async () => {
	const adopt = at.world.put(there);
	const { id, outputs, inputs } = await make(at.provider, { ...asThere, adopt });
	const { adopt: _, ...without } = inputs;
	expect(await at.provider.diff(id, outputs, without)).toMatchObject({ changes: "none" });
	expect(await at.provider.diff(id, outputs, notebook({ ...without, adopt: "DE-other" }))).toMatchObject({
		changes: "none",
	});
});

test("a replacement of an adopted notebook creates a new one, as the old one is deleted by then", async () => {
	const adopt = at.world.put(there);
	const { id, outputs, inputs } = await make(at.provider, { ...asThere, adopt });

	const desired = notebook({ ...asThere, adopt, flavor: "modelarts.vm.cpu.2u" });
	const next = await at.world.start();
	const checked = await next.check(desired, inputs);
	await next.delete(id, outputs);
	const made = await next.create(checked.inputs);
	expect(made.id).not.toBe(adopt);
	expect(at.world.instances()).toMatchObject([{ id: made.id, flavor: "modelarts.vm.cpu.2u" }]);
});
