import { declareFirst, type InPlace, type InPlaceKind, inPlaceKinds } from "../support/in-place";
import type { Json } from "../support/structs";
import { shareProvider } from "../support/world";

/** A change at the console is detected by a refresh: an update of any other input leaves it unchanged. */

const at = shareProvider({ simulator: { settings: { durations: { createImage: 12 } } } });

/** All inputs that can be updated in place are declared; requests of the create are not recorded. */
async function make(kind: InPlaceKind) {
	const { inputs, failures } = await at.provider.check(declareFirst(kind), {}, kind.about);
	expect(failures).toEqual([]);
	const made = await at.provider.create(inputs, kind.about);
	at.world.admin.clearRequests();
	return { ...made, inputs };
}

async function change(kind: InPlaceKind, { id, inputs, outputs }: Awaited<ReturnType<typeof make>>, changes: Json) {
	const checked = await at.provider.check(declareFirst(kind, changes), inputs, kind.about);
	expect(checked.failures).toEqual([]);
	return at.provider.update(id, outputs, checked.inputs, kind.about);
}

const ordersTo = ({ power }: InPlaceKind) => at.world.mutations().filter((operation) => power.includes(operation));
const isState = ({ name }: InPlace) => name === "desiredState";
const rows = Object.entries(inPlaceKinds).flatMap(([name, kind]) =>
	kind.inputs.map((input) => [input.name, name, kind, input] as const),
);

test.each(rows)(
	"a change of the %s of a %s leaves all other inputs as the console set them",
	async (_name, _kind, kind, ours) => {
		const made = await make(kind);
		const others = kind.inputs.filter((input) => input !== ours && !isState(input));
		for (const { set, theirs } of others) set(at.world, theirs);

		await change(kind, made, ours.values[1]);
		expect(ours.show(at.world)).toEqual(ours.shown[1]);
		for (const { name, show, theirs } of others) expect([name, show(at.world)]).toEqual([name, theirs]);
		if (!isState(ours) && !ours.takesStop) expect(ordersTo(kind)).toEqual([]);
	},
);

/** Changes that need a running notebook: mounts. And changes that wait for the next start: a lease. */
const ofRun = ["mounts", "lease", "desiredState"];

test.each(rows.filter(([, , { power }, { name }]) => power.length > 0 && !ofRun.includes(name)))(
	"a change of the %s of a %s that was stopped outside of Pulumi leaves it stopped, and records it in the state",
	async (_name, _kind, kind, ours) => {
		const made = await make(kind);
		kind.inputs.find(isState)?.set(at.world, "STOPPED");

		const outputs = await change(kind, made, ours.values[1]);
		expect(ours.show(at.world)).toEqual(ours.shown[1]);
		expect(ordersTo(kind)).toEqual([]);
		expect(outputs).toMatchObject({ desiredState: "RUNNING", status: "STOPPED" });
		// From now on the preview shows that `desiredState` is not met.
		const next = await at.provider.diff(made.id, outputs, outputs, kind.about);
		expect(next).toMatchObject({ changes: "some", replaces: [] });
	},
);

test.each(rows)("a change of the %s of a %s that was already made at the console sends no request", async (...row) => {
	const [, , kind, ours] = row;
	const made = await make(kind);
	ours.set(at.world, ours.shown[1]);
	await change(kind, made, ours.values[1]);
	expect(at.world.mutations()).toEqual([]);
	expect(ours.show(at.world)).toEqual(ours.shown[1]);
});

/** Parts of inputs: the parts that the program does not change are kept as well. */
describe("an input of which the program changes a part", () => {
	const notebook = inPlaceKinds.Notebook as InPlaceKind;
	const instance = inPlaceKinds.NotebookInstance as InPlaceKind;
	const image = inPlaceKinds.CloudImage as InPlaceKind;
	const mount = (name: string) => ({ storagePath: `obs://sets/${name}/`, mountDirectory: `/data/${name}/` });
	const find = (kind: InPlaceKind, name: string) => kind.inputs.find((input) => input.name === name) as InPlace;

	test.each([
		["Notebook", notebook],
		["CloudImage", image],
	])("keeps the tag of a %s that the console set to another value", async (_kind, kind) => {
		const made = await make(kind);
		const tags = find(kind, "tags");
		tags.set(at.world, { team: "one", kept: "theirs", more: "theirs" });
		await change(kind, made, { tags: { team: "two", kept: "x" } });
		expect(tags.show(at.world)).toEqual({ team: "two", kept: "theirs", more: "theirs" });
	});

	test("keeps a storage unmounted at the console", async () => {
		const made = await make(notebook);
		const mounts = find(notebook, "mounts");
		mounts.set(at.world, []);
		await change(notebook, made, { mounts: [mount("a"), mount("b")] });
		expect(mounts.show(at.world)).toEqual(["/data/b/"]);
	});

	test("keeps auto-stop disabled at the console", async () => {
		const made = await make(instance);
		const autoStop = find(instance, "autoStop");
		autoStop.set(at.world, { enable: false, duration: 3600, prompt: false });
		await change(instance, made, { autoStop: { enable: true, duration: 7200, prompt: true } });
		expect(autoStop.show(at.world)).toEqual({ enable: false, duration: 7200, prompt: false });
	});

	test("keeps a storage unmounted at the console after a stop, which unmounts all", async () => {
		at.world.set({ mountsAfterStop: "gone" });
		const both = { mounts: [mount("a"), mount("b")] };
		const { inputs } = await at.provider.check(declareFirst(notebook, both), {}, notebook.about);
		const made = { inputs, ...(await at.provider.create(inputs, notebook.about)) };
		const mounts = find(notebook, "mounts");
		mounts.set(at.world, ["/data/b/"]);
		await change(notebook, made, { ...both, flavor: "modelarts.vm.cpu.8u" });
		expect(mounts.show(at.world)).toEqual(["/data/b/"]);
	});

	test("has storages mounted after a start, if the program declares them for a running notebook", async () => {
		const made = await make(notebook);
		find(notebook, "desiredState").set(at.world, "STOPPED");
		const mounts = [mount("a"), mount("b")];
		expect(await change(notebook, made, { mounts })).toMatchObject({ mounts, status: "RUNNING" });
		expect(at.world.mutations()).toEqual(["startNotebook", "attachDynamicStorage"]);
	});
});
