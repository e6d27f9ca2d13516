import { isDeepStrictEqual } from "node:util";
import { declareFirst, type InPlace, type InPlaceKind, inPlaceKinds } from "../support/in-place";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, shareProvider } from "../support/world";

/**
 * An update whose request was refused, or worked although its answer said no; then another edit, or none, and the next
 * `up`: it comes to what the program says by then.
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

/** What the engine does: an update if there is a difference or the last one failed; then the old inputs are kept. */
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

/** What the cloud shows in the end. A volume cannot shrink, and nobody starts what nobody declares to run. */
function expectedOf({ name, shown, values }: InPlace, edit: Json, hasWorked: boolean): unknown {
	const at = values.indexOf(edit);
	if (name === "volume" && at === 0 && hasWorked) return shown[1];
	if (name === "desiredState" && at === 2) return hasWorked ? "STOPPED" : "RUNNING";
	return shown[at];
}

/** How the first update ended, what the next one says, and whether a refresh comes between; `npm run faults` has all. */
const cases = [
	["refused", false, "no other edit", false],
	["done, though its answer was a refusal,", true, "the edit taken back", false],
	["done, though its answer was a refusal,", true, "another edit", false],
	["done, though its answer was a refusal,", true, "the edit taken back", true],
	...(process.env.FAULTS === "full"
		? ([
				["refused", false, "no other edit", true],
				["refused", false, "the edit taken back", false],
				["refused", false, "the edit taken back", true],
				["refused", false, "another edit", false],
				["refused", false, "another edit", true],
				["done, though its answer was a refusal,", true, "no other edit", false],
				["done, though its answer was a refusal,", true, "no other edit", true],
				["done, though its answer was a refusal,", true, "another edit", true],
			] as const)
		: []),
] as const;

const inputs = Object.entries(inPlaceKinds).flatMap(([kindName, kind]) =>
	kind.inputs.map((input) => [input.name, kindName, kind, input] as const),
);

describe.each(cases)("an update that was %s (%s), after %s (refreshed: %s)", (_how, afterEffect, edit, isRefreshed) => {
	test.each(inputs)("comes to what the program says of the %s of a %s", async (_name, _kind, kind, input) => {
		const wanted = edits[edit](input);
		const made = await make(kind);
		at.world.admin.addFault({ match: { operation: input.operation }, action: denied, afterEffect });
		const half = await fail(kind, made, declareFirst(kind, input.values[1]));
		const failed = isRefreshed ? await refresh(kind, half) : half;
		// The refresh takes note of a volume that has grown, and the program may not ask for less.
		const isSmaller = isRefreshed && input.name === "volume" && wanted === input.values[0];
		const { outputs } = await up(kind, failed, declareFirst(kind, isSmaller ? input.values[1] : wanted));
		expect(input.show(at.world)).toEqual(expectedOf(input, wanted, afterEffect));
		expect([outputs.unfinished, outputs.unfinishedInputs]).toEqual([undefined, undefined]);
	});
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
	])(
		"%s of a %s, is taken back when the program drops it again",
		async (name, kindName, change, operation, expected) => {
			const kind = inPlaceKinds[kindName] as InPlaceKind;
			const { inputs } = await at.provider.check(kind.declare({}), {}, kind.about);
			const made = { inputs, ...(await at.provider.create(inputs, kind.about)) };
			at.world.admin.addFault({ match: { operation }, action: denied, afterEffect: true });
			const failed = await fail(kind, made, kind.declare(change));
			await up(kind, failed, kind.declare({}));
			expect(kind.inputs.find((input) => input.name === name)?.show(at.world)).toEqual(expected);
		},
	);
});

describe("after an interrupted update", () => {
	const kind = inPlaceKinds.Notebook as InPlaceKind;
	const find = (name: string) => kind.inputs.find((input) => input.name === name) as InPlace;

	/** An update whose request was refused. */
	async function failAt(change: Json, operation = "updateNotebook"): Promise<State> {
		const made = await make(kind);
		at.world.admin.addFault({ match: { operation }, action: denied });
		const failed = await fail(kind, made, declareFirst(kind, change));
		at.world.admin.clearRequests();
		return failed;
	}

	test("what that one did not change is left as the console has it", async () => {
		const failed = await failAt({ description: "two" });
		for (const name of ["flavor", "tags", "volume", "mounts"]) find(name).set(at.world, find(name).theirs);
		await up(kind, failed, declareFirst(kind, { description: "two" }));
		for (const name of ["flavor", "tags", "volume", "mounts"])
			expect(find(name).show(at.world)).toEqual(find(name).theirs);
		expect(at.world.mutations()).toEqual(["updateNotebook"]);
	});

	test("what that one had not come to is brought about if the program still says so, else not", async () => {
		const change = { description: "two", tags: { team: "two", kept: "x" } };
		await up(kind, await failAt(change), declareFirst(kind, change));
		expect(at.world.mutations()).toEqual(["updateNotebook", "createNotebookTags"]);
		at.world.reset();
		await up(kind, await failAt(change), declareFirst(kind, { description: "two" }));
		expect(at.world.mutations()).toEqual(["updateNotebook"]);
	});

	test("all of it is compared where the state of version 0.1.0 does not say what was sent", async () => {
		const { outputs, ...failed } = await failAt({ description: "two" });
		const { unfinishedInputs: _, ...older } = outputs;
		find("tags").set(at.world, { team: "nobody knows whose" });
		await up(kind, { ...failed, outputs: older }, declareFirst(kind, { description: "two" }));
		expect(find("tags").show(at.world)).toEqual(find("tags").shown[0]);
	});

	test("storages that a stopped notebook was refused can be taken out of the program, as the error says", async () => {
		const free = { desiredState: undefined };
		const { inputs } = await at.provider.check(declareFirst(kind, free), {}, kind.about);
		const made = { inputs, ...(await at.provider.create(inputs, kind.about)) };
		find("desiredState").set(at.world, "STOPPED");
		const failed = await fail(kind, made, declareFirst(kind, { ...free, mounts: find("mounts").values[1].mounts }));
		expect((await up(kind, failed, declareFirst(kind, free))).outputs).toMatchObject({ status: "STOPPED" });
	});

	test("a volume that somebody has grown beyond what it asked for fails no update that leaves it alone", async () => {
		const made = await make(kind);
		find("volume").set(at.world, 20);
		const failed = await fail(kind, made, declareFirst(kind, { volume: { category: "EVS", capacity: 9 } }));
		await up(kind, failed, declareFirst(kind, { description: "two" }));
		expect([find("volume").show(at.world), find("description").show(at.world)]).toEqual([20, "two"]);
	});
});
