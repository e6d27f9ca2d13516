import { declareFirst, type InPlaceKind, inPlaceKinds } from "../support/in-place";
import { isFull } from "../support/full";
import { quickly } from "../support/images";
import type { ProviderProcess } from "../support/provider-process";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, shareProvider } from "../support/world";

/** Operations right after another operation on the same object, while reads may return its old values. */

const LAG = 300;
const patient = { "huaweicloud:readLag": "3s" };
const at = shareProvider({
	simulator: { settings: { ...quickly.simulator.settings, readLag: LAG } },
	config: patient,
});

/** A provider of another run, which knows only the state. */
let other: ProviderProcess;
beforeAll(async () => void (other = await at.world.start({ config: patient })));

interface State {
	readonly id: string;
	readonly inputs: Json;
	readonly outputs: Json;
}

async function make({ about }: InPlaceKind, given: Json): Promise<State> {
	const { inputs, failures } = await at.provider.check(given, {}, about);
	expect(failures).toEqual([]);
	return { inputs, ...(await at.provider.create(inputs, about)) };
}

async function change({ about }: InPlaceKind, { id, ...old }: State, given: Json): Promise<State> {
	const { inputs, failures } = await other.check(given, old.inputs, about);
	expect(failures).toEqual([]);
	return { id, inputs, outputs: await other.update(id, old.outputs, inputs, about) };
}

const rows = Object.entries(inPlaceKinds).flatMap(([kindName, kind]) =>
	kind.inputs.map((input) => [input.name, kindName, kind, input] as const),
);
/** A volume cannot shrink. */
const both = rows.filter(([name]) => name !== "volume");
const optional = rows.filter(([name]) =>
	["lease", "tags", "mounts", "endpoints", "minRam", "maxRam", "autoStop"].includes(name),
);
/** A change of these inputs need not change the service's `updatedAt`. */
const timeless = rows.filter(([name, kind]) => name === "tags" || kind.includes("mage"));

/** All in the full mode; else an input of each of these kinds. */
const sampled = (all: typeof rows, only = Object.keys(inPlaceKinds)) =>
	all.filter(([, kind], at) => isFull || (only.includes(kind) && all.findIndex((row) => row[1] === kind) === at));

test.each(sampled(both))(
	"a change of the %s of a %s is reverted by an immediate revert",
	async (_n, _k, kind, input) => {
		const made = await make(kind, declareFirst(kind));
		const changed = await change(kind, made, declareFirst(kind, input.values[1]));
		await change(kind, changed, declareFirst(kind));
		expect(input.show(at.world)).toEqual(input.shown[0]);
	},
);

test.each(sampled(optional, ["Notebook"]))(
	"the %s of a %s is present after it was removed and at once declared again",
	async (name, _k, kind, input) => {
		const made = await make(kind, declareFirst(kind));
		const dropped = await change(kind, made, declareFirst(kind, { [name]: undefined }));
		await change(kind, dropped, declareFirst(kind));
		expect(input.show(at.world)).toEqual(input.shown[0]);
	},
);

test.each(sampled(timeless, ["CloudImage"]))(
	"a read right after a change of the %s of a %s returns the new value",
	async (_n, _k, kind, input) => {
		const made = await make(kind, declareFirst(kind));
		const { id, inputs, outputs } = await change(kind, made, declareFirst(kind, input.values[1]));
		const read = await at.provider.read(id, outputs, kind.about);
		expect(read.inputs).toMatchObject(inputs);
	},
);

const asked = both.filter(([name]) => ["description", "tags", "flavor", "autoStop"].includes(name));
test.each(sampled(asked, ["NotebookInstance"]))(
	"a change of the %s of a %s with a rejecting response but an effect is reverted by an immediate revert",
	async (_name, _kind, kind, input) => {
		const made = await make(kind, declareFirst(kind));
		const denied = { status: 403, body: { error_code: "ModelArts.0108", error_msg: "You are not authorized." } };
		at.world.admin.addFault({ match: { operation: input.operation }, action: denied, afterEffect: true });
		const failed = await catchError<ProviderError>(change(kind, made, declareFirst(kind, input.values[1])));
		await change(kind, { ...made, outputs: failed.halfCreated?.properties ?? {} }, declareFirst(kind));
		expect(input.show(at.world)).toEqual(input.shown[0]);
	},
);

test("the time of the last change is no part of a diff", async () => {
	const kind = inPlaceKinds.Notebook as InPlaceKind;
	const { id, inputs, outputs } = await make(kind, declareFirst(kind));
	expect(outputs.changedAt).toMatch(/^\d{4}-.*Z$/);
	const { changedAt: _, ...older } = outputs;
	expect(await other.diff(id, older, inputs, kind.about)).toMatchObject({ changes: "none" });
	expect((await other.read(id, older, kind.about)).outputs).not.toHaveProperty("changedAt");
	const read = await other.read(id, outputs, kind.about);
	expect(read.outputs.changedAt).toBe(outputs.changedAt);
	expect(read.inputs).not.toHaveProperty("changedAt");
});
