import { about, builtInImage, make, notebook, notebooksOf, patch, restarts } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider, type World } from "../support/world";
import type { Json } from "../support/structs";

const at = shareProvider();

const open = /^Managed by Pulumi: contract:test:lab \[012340123456\.[0-9a-f]{8}\.open\]$/;
const done = "Managed by Pulumi: contract:test:lab [012340123456]";

/** Adds an unmanaged notebook; returns its id. */
function put({ admin }: World, create: Json, patched: Json = {}): string {
	const volume = { category: "EVS", ownership: "MANAGED", capacity: 5 };
	const given = { create: { name: "theirs", volume, image_id: builtInImage, ...create }, patch: patched };
	const { notebooks } = admin.putObjects({ notebooks: [given] });
	return (notebooks?.[0] as { id: string }).id;
}

test("the description of a pending notebook is a pending marker, which is removed last", async () => {
	at.world.set({ durations: { createNotebook: 200 } });
	const making = make(at.provider, { tags: { team: "vision" } });
	await at.world.until(() => notebooksOf(at.world).length > 0, "a notebook");
	expect(notebooksOf(at.world)[0]?.description).toMatch(open);
	await making;
	expect(notebooksOf(at.world)).toMatchObject([{ description: done }]);
	expect(at.world.mutations()).toEqual(["createNotebook", "createNotebookTags", "updateNotebook"]);
});

test("a complete notebook is never resumed as a pending one, although it has the same name and marker", async () => {
	const first = await make(at.provider);
	const other = await at.world.startElsewhere();
	const second = await other.create(first.inputs, about);
	expect(second.id).not.toBe(first.id);
	expect(notebooksOf(at.world)).toHaveLength(2);
});

test("another notebook of the same name is no conflict, and is not touched", async () => {
	const id = put(at.world, { name: "lab-0123456" }, { description: "precious" });
	await make(at.provider);
	const theirs = notebooksOf(at.world).find((one) => one.id === id);
	expect(theirs).toMatchObject({ description: "precious", status: "RUNNING" });
});

test("a second pending notebook, of another create of the resource, is reported, not deleted", async () => {
	const { inputs } = await at.provider.check(notebook(), {}, about);
	at.world.set({ durations: { createNotebook: 300 } });
	const making = at.provider.create(inputs, about);
	await at.world.until(() => notebooksOf(at.world).length > 0, "a notebook");
	const own = notebooksOf(at.world)[0]?.description ?? "";
	// The last digit before the first dot is of the random part, which each create draws.
	const others = own.replace(/(.)(?=\.\w{8}\.open\]$)/, (digit) => (digit === "0" ? "1" : "0"));
	const id = put(at.world, {}, { description: others });
	await making;
	await at.world.until(() => at.provider.engine.warnings(about.urn).length > 0, "a warning");
	expect(at.provider.engine.warnings(about.urn)).toEqual([expect.stringMatching(`${id} carries an unfinished marker`)]);
	expect(notebooksOf(at.world)).toHaveLength(2);
});

test.each([
	[{ step: 3, failReason: "no address left" }, /ended as CREATE_FAILED.*no address left; the step network failed/],
	[{ status: "ERROR", failReason: "broken" }, /ended as ERROR.*broken/],
])("a notebook that fails (%j) is removed again, and its reasons are reported", async (failure, expected) => {
	at.world.set({ notebookFailures: [failure] });
	const error = await catchError<ProviderError>(make(at.provider));
	expect(error.message).toMatch(expected);
	expect(error.message).toMatch(/It was removed again\.$/);
	expect(error.halfCreated).toBeUndefined();
	expect(notebooksOf(at.world)).toEqual([]);
});

test("the status line shows each of the four steps once, in their order", async () => {
	at.world.set({ durations: { createNotebook: 800 } });
	await make(at.provider);
	const shown = at.provider.engine.statuses(about.urn).map((text) => text.replace(/ \(\d+ s\)$/, ""));
	const steps = ["storage", "compute", "network", "initialisation"];
	const all = steps.map((step, place) => `CREATING: ${step} (step ${place + 1} of 4)`);
	// A busy machine may poll too late for one of them.
	const seen = shown.filter((text) => text.startsWith("CREATING:"));
	expect(seen).toEqual(all.filter((text) => seen.includes(text)));
	expect(seen.length).toBeGreaterThan(1);
});

test.each(["6309", "6404", "404", "DELETED"] as const)("a deleted notebook (%s) is detected", async (word) => {
	at.world.set({ missingNotebook: word });
	const { id, outputs } = await make(at.provider);
	await at.provider.delete(id, outputs, about);
	expect(await at.provider.read(id, outputs, about)).toMatchObject({ id: "" });
	at.world.admin.clearRequests();
	await at.provider.delete(id, outputs, about);
	expect(at.world.mutations()).toEqual([]);
});

test("a notebook that is deleted outside of Pulumi during the create is reported, and no state is kept", async () => {
	at.world.set({ durations: { createNotebook: 60_000 } });
	const making = catchError<ProviderError>(make(at.provider));
	await at.world.until(() => notebooksOf(at.world).length > 0, "a notebook");
	at.world.admin.putObjects({ notebooks: [{ id: notebooksOf(at.world)[0]?.id, remove: true }] });
	expect((await making).message).toMatch(/does not exist any more; somebody deleted it/);
});

test.each([
	["CREATING", ["deleteNotebook"]],
	["SNAPSHOTTING", ["deleteNotebook"]],
	["FROZEN", ["deleteNotebook"]],
	["DELETED", []],
])("a deletion of a notebook that is %s takes these requests: %j", async (status, orders) => {
	const { id, outputs } = await make(at.provider);
	patch(at.world, id, { status });
	at.world.admin.clearRequests();
	const deletion = at.provider.delete(id, outputs, about);
	if (status === "SNAPSHOTTING") {
		await at.world.until(() => at.world.operations().length > 2, "looks");
		patch(at.world, id, { status: "RUNNING" });
	}
	await deletion;
	expect(at.world.mutations()).toEqual(orders);
});

test("a failed deletion reports the reason, and is tried again by the next run", async () => {
	const { id, outputs } = await make(at.provider);
	at.world.set({ notebookFailures: [{ operation: "deleteNotebook", failReason: "volume in use" }] });
	const error = await catchError<ProviderError>(at.provider.delete(id, outputs, about));
	expect(error.message).toMatch(/is not deleted yet.*DELETE_FAILED.*volume in use/);
	await at.provider.delete(id, outputs, about);
	expect(notebooksOf(at.world)).toEqual([]);
});

describe("an adoption", () => {
	const theirs = { name: "old-hand", flavor: "modelarts.vm.cpu.8u" };

	test("updates an existing notebook in place", async () => {
		const adopt = put(at.world, theirs, { description: "made by hand" });
		const { id, outputs } = await make(at.provider, { adopt, name: "new-hand", description: "now by program" });
		expect(id).toBe(adopt);
		expect(outputs).toMatchObject({ name: "new-hand", flavor: "modelarts.vm.cpu.2u", status: "RUNNING" });
		expect(at.world.mutations()).toEqual(restarts);
	});

	test("rejects a notebook that differs in immutable inputs, and does not change it", async () => {
		const adopt = put(at.world, theirs);
		const volume = { category: "EFS", capacity: 50 };
		const error = await catchError<ProviderError>(make(at.provider, { adopt, volume }));
		expect(error.message).toMatch(/cannot be adopted.*volume\.category is "EVS" there, "EFS" in the program/);
		expect(at.world.mutations()).toEqual([]);
	});

	test("reports a missing notebook with region and project", async () => {
		const error = await catchError<ProviderError>(make(at.provider, { adopt: builtInImage }));
		expect(error.message).toMatch(/^There is no notebook .* to adopt in region cn-north-4, project /);
	});
});

test.each([
	["demanager", "NotebookInstance"],
	["notebooks", "Notebook"],
] as const)("a region without %s is reported with the other resource by the first response", async (family, kind) => {
	at.world.set({ switchedOff: [family] });
	const old = { profileId: "p", storage: { type: "evs" }, imageId: undefined, volume: undefined };
	const text = `exports.handler=()=>require("pulumi-modelarts/${kind}")`;
	const given = kind === "Notebook" ? notebook() : notebook({ ...old, __provider: text });
	const { inputs } = await at.provider.check(given);
	const error = await catchError<ProviderError>(at.provider.create(inputs));
	const other = kind === "Notebook" ? "NotebookInstance" : "Notebook";
	expect(error.message).toContain(`does not serve the API behind ${kind}: use the resource ${other} in its place`);
	expect(error.halfCreated).toBeUndefined();
});
