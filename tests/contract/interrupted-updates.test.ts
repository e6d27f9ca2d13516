import { isDeepStrictEqual } from "node:util";
import { declareFirst, type InPlace, type InPlaceKind, inPlaceKinds } from "../support/in-place";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, shareProvider } from "../support/world";
import { isFull } from "../support/full";

/**
 * An update whose request was rejected, or had an effect despite an error response; then another edit, or none, and the
 * next `up`: the cloud ends as the program declares by then.
 */

const at = shareProvider({ simulator: { settings: { durations: { createImage: 12 } } } });

/** A resource as the engine keeps it. */
interface State {
	readonly id: string;
	readonly inputs: Json;
	readonly outputs: Json;
	readonly hasFailed?: boolean;
}

async function make(kind: InPlaceKind): Promise<State> {
	const { inputs } = await at.provider.check(declareFirst(kind), {}, kind.about);
	return { inputs, ...(await at.provider.create(inputs, kind.about)) };
}

/** The engine's steps: an update if there is a difference or the last update failed; then the old inputs are kept. */
async function up({ about }: InPlaceKind, state: State, given: Json): Promise<State> {
	const { id } = state;
	const { inputs, failures } = await at.provider.check(given, state.inputs, about);
	expect(failures).toEqual([]);
	const { changes, replaces } = await at.provider.diff(id, state.outputs, inputs, about);
	expect(replaces).toEqual([]);
	const differs = changes === "some" || (changes === "unknown" && !isDeepStrictEqual(state.inputs, inputs));
	if (!differs && !state.hasFailed) return { ...state, inputs };
	return { id, inputs, outputs: await at.provider.update(id, state.outputs, inputs, about) };
}

async function fail(kind: InPlaceKind, state: State, given: Json): Promise<State> {
	const { halfCreated } = await catchError<ProviderError>(up(kind, state, given));
	if (!halfCreated) throw new Error("It was not kept.");
	return { ...state, outputs: halfCreated.properties, hasFailed: true };
}

async function refresh({ about }: InPlaceKind, { id, outputs }: State): Promise<State> {
	const read = await at.provider.read(id, outputs, about);
	return { id, inputs: read.inputs, outputs: read.outputs };
}

const denied = { status: 403, body: { error_code: "ModelArts.0108", error_msg: "You are not authorized." } };

const edits: Record<(typeof cases)[number][2], (input: InPlace) => Json> = {
	"no other edit": ({ values }) => values[1],
	"the edit taken back": ({ values }) => values[0],
	"another edit": ({ values }) => values[2],
};

/**
 * The final values in the cloud. A volume cannot shrink, and a stopped notebook is started only if the program says so.
 */
function expectedOf({ name, shown, values }: InPlace, edit: Json, hasWorked: boolean): unknown {
	const at = values.indexOf(edit);
	if (name === "volume" && at === 0 && hasWorked) return shown[1];
	if (name === "desiredState" && at === 2) return hasWorked ? "STOPPED" : "RUNNING";
	return shown[at];
}

/**
 * How the first update ended, what the next program declares, and whether a refresh comes between; `npm run faults` has
 * all.
 */
const cases = [
	["refused", false, "no other edit", false],
	["done, despite an error response,", true, "the edit taken back", false],
	["done, despite an error response,", true, "the edit taken back", true],
	...(isFull
		? ([
				["refused", false, "no other edit", true],
				["refused", false, "the edit taken back", false],
				["refused", false, "the edit taken back", true],
				["refused", false, "another edit", false],
				["refused", false, "another edit", true],
				["done, despite an error response,", true, "no other edit", false],
				["done, despite an error response,", true, "no other edit", true],
				["done, despite an error response,", true, "another edit", false],
			] as const)
		: []),
] as const;

const inputs = Object.entries(inPlaceKinds).flatMap(([kindName, kind]) =>
	kind.inputs.map((input) => [input.name, kindName, kind, input] as const),
);

describe.each(cases)("an update that was %s (%s), after %s (refreshed: %s)", (_how, afterEffect, edit, isRefreshed) => {
	const isFirst = ([, kind]: (typeof inputs)[number], at: number) => inputs.findIndex((row) => row[1] === kind) === at;
	// A refresh is the same, whichever input it reads.
	test.each(isFull || !isRefreshed ? inputs : inputs.filter(isFirst))(
		"ends with the declared %s of a %s",
		async (_name, _kind, kind, input) => {
			const desired = edits[edit](input);
			const made = await make(kind);
			at.world.admin.addFault({ match: { operation: input.operation }, action: denied, afterEffect });
			const half = await fail(kind, made, declareFirst(kind, input.values[1]));
			const failed = isRefreshed ? await refresh(kind, half) : half;
			// The refresh records the grown volume, and the program cannot declare less.
			const isSmaller = afterEffect && isRefreshed && input.name === "volume" && desired === input.values[0];
			const { outputs } = await up(kind, failed, declareFirst(kind, isSmaller ? input.values[1] : desired));
			expect(input.show(at.world)).toEqual(expectedOf(input, desired, afterEffect));
			expect([outputs.unfinished, outputs.unfinishedInputs]).toEqual([undefined, undefined]);
		},
	);
});

describe("an input that an interrupted update declared for the first time", () => {
	const hour = 3_600_000;
	const mounts = [{ storagePath: "obs://sets/a/", mountDirectory: "/data/a/" }];
	const endpoints = [{ service: "SSH", keyPairNames: ["pair"] }];
	const autoStop = { enable: true, duration: 7200 };

	test.each<[string, string, Json, string, unknown]>([
		["lease", "Notebook", { lease: { duration: 3 * hour } }, "renewLease", 1],
		["tags", "Notebook", { tags: { a: "b" } }, "createNotebookTags", {}],
		["mounts", "Notebook", { mounts }, "attachDynamicStorage", []],
		["endpoints", "Notebook", { endpoints }, "updateNotebook", []],
		["autoStop", "NotebookInstance", { autoStop }, "updateInstance", { enable: false, duration: 7200, prompt: true }],
		["description", "CloudImage", { description: "d" }, "updateImage", ""],
		["minRam", "CloudImage", { minRam: 1024 }, "updateImage", 0],
		["tags", "CloudImage", { tags: { a: "b" } }, "batchAddOrDeleteTags", {}],
	])("is removed again with the program's %s of a %s", async (name, kindName, change, operation, expected) => {
		const kind = inPlaceKinds[kindName] as InPlaceKind;
		const { inputs } = await at.provider.check(kind.declare({}), {}, kind.about);
		const made = { inputs, ...(await at.provider.create(inputs, kind.about)) };
		at.world.admin.addFault({ match: { operation }, action: denied, afterEffect: true });
		const failed = await fail(kind, made, kind.declare(change));
		await up(kind, failed, kind.declare({}));
		expect(kind.inputs.find((input) => input.name === name)?.show(at.world)).toEqual(expected);
	});
});

describe("an interrupted update", () => {
	const kind = inPlaceKinds.Notebook as InPlaceKind;
	const find = (name: string) => kind.inputs.find((input) => input.name === name) as InPlace;

	/** An update whose request was rejected. */
	async function failAt(change: Json, operation = "updateNotebook"): Promise<State> {
		const made = await make(kind);
		at.world.admin.addFault({ match: { operation }, action: denied });
		const failed = await fail(kind, made, declareFirst(kind, change));
		at.world.admin.clearRequests();
		return failed;
	}

	test("leaves inputs that it did not change as the console set them", async () => {
		const failed = await failAt({ description: "two" });
		for (const name of ["flavor", "tags", "volume", "mounts"]) find(name).set(at.world, find(name).theirs);
		await up(kind, failed, declareFirst(kind, { description: "two" }));
		for (const name of ["flavor", "tags", "volume", "mounts"])
			expect(find(name).show(at.world)).toEqual(find(name).theirs);
		expect(at.world.mutations()).toEqual(["updateNotebook"]);
	});

	test("leaves inputs that it did not reach to the next update, if the program still declares them", async () => {
		const change = { description: "two", tags: { team: "two", kept: "x" } };
		await up(kind, await failAt(change), declareFirst(kind, change));
		expect(at.world.mutations()).toEqual(["updateNotebook", "createNotebookTags"]);
		at.world.reset();
		await up(kind, await failAt(change), declareFirst(kind, { description: "two" }));
		expect(at.world.mutations()).toEqual(["updateNotebook"]);
	});

	test("has all inputs compared if a state of version 0.1.0 does not say which were sent", async () => {
		const { outputs, ...failed } = await failAt({ description: "two" });
		const { unfinishedInputs: _, ...older } = outputs;
		find("tags").set(at.world, { team: "nobody knows whose" });
		await up(kind, { ...failed, outputs: older }, declareFirst(kind, { description: "two" }));
		expect(find("tags").show(at.world)).toEqual(find("tags").shown[0]);
	});

	test("allows to remove rejected storages of a stopped notebook from the program, as the error says", async () => {
		const free = { desiredState: undefined };
		const { inputs } = await at.provider.check(declareFirst(kind, free), {}, kind.about);
		const made = { inputs, ...(await at.provider.create(inputs, kind.about)) };
		find("desiredState").set(at.world, "STOPPED");
		const failed = await fail(kind, made, declareFirst(kind, { ...free, mounts: find("mounts").values[1].mounts }));
		expect((await up(kind, failed, declareFirst(kind, free))).outputs).toMatchObject({ status: "STOPPED" });
	});

	test("does not fail the next update for a volume that was grown outside of Pulumi", async () => {
		const made = await make(kind);
		find("volume").set(at.world, 20);
		const failed = await fail(kind, made, declareFirst(kind, { volume: { category: "EVS", capacity: 9 } }));
		await up(kind, failed, declareFirst(kind, { description: "two" }));
		expect([find("volume").show(at.world), find("description").show(at.world)]).toEqual([20, "two"]);
	});
});
