import fc from "fast-check";
import { sanitizeProperties } from "../../../provider/pulumi/dynamic/sanitize";
import {
	type CheckResult,
	type DiffResult,
	type Handler,
	type Properties,
	UNKNOWN,
} from "../../../provider/lifecycle/contract";
import { type KindName, kinds } from "../../../provider/resources";
import { expectQuick } from "../../support/effort";
import { isFull } from "../../support/full";

/** Of each kind 3,334 inputs in the full form, half of them wrong in a few places, half of them wrong altogether. */
const RUNS = isFull ? 1_667 : 400;

/** Longest answer of one call, milliseconds; most take less than one. A busy machine takes its time. */
const PATIENCE = 2_000;

type AnyHandler = Handler<Properties, Properties>;

const storage = { type: "evs", location: { volumeSize: 5 } };
const good: Record<KindName, Properties> = {
	NotebookInstance: { profileId: "p", flavor: "modelarts.vm.cpu.2u", storage, annotations: { a: "b" } },
	Notebook: {
		flavor: "modelarts.vm.cpu.2u",
		imageId: "i",
		volume: { category: "EVS", capacity: 5 },
		endpoints: [{ service: "SSH", keyPairNames: ["k"] }],
		lease: { duration: 3_600_000 },
		tags: { a: "b" },
		mounts: [{ storagePath: "obs://a/", mountDirectory: "/data/a/" }],
	},
	NotebookImage: { notebookId: "n", namespace: "vision", tag: "1.0" },
	CustomImage: { swrPath: "swr.cn-north-4.myhuaweicloud.com/a/b:1", services: ["SSH"] },
	CloudImage: {
		name: "a",
		imageUrl: "bucket:a.qcow2",
		minDisk: 40,
		tags: { a: "b" },
		dataImages: [{ imageUrl: "bucket:b.raw" }],
	},
};

const HOSTILE_NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "", ".", "a.b", "[0]"];

function nest(depth: number, value: unknown): unknown {
	return depth === 0 ? value : depth % 2 ? [nest(depth - 1, value)] : { location: nest(depth - 1, value) };
}

/** Built from text, as the engine's are: in a literal, `__proto__` would be no property. */
function own(key: string, value: unknown): unknown {
	return JSON.parse(`{${JSON.stringify(key)}: ${JSON.stringify(value) ?? "null"}}`);
}

const monsters = fc.constantFrom<unknown>(
	"x".repeat(100_000),
	"\u0000".repeat(1000),
	"\ud800",
	"😀".repeat(20_000),
	"a/".repeat(20_000),
	`${" ".repeat(20_000)}x`,
	"-".repeat(20_000),
	Array.from({ length: 2000 }, (_, at) => at),
	Array.from({ length: 1000 }, () => ({ volumeId: "same" })),
	Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`key ${at}`, at])),
	own("k".repeat(20_000), 1),
	own("__proto__", { type: "evs" }),
	own("constructor", { prototype: { type: "evs" } }),
	nest(1000, "deep"),
	Number.NaN,
	Number.POSITIVE_INFINITY,
	-0,
	1e308,
	Number.MAX_SAFE_INTEGER + 2,
	null,
	UNKNOWN,
);

const values = fc.oneof(
	{ weight: 2, arbitrary: monsters },
	{ weight: 2, arbitrary: fc.constant(UNKNOWN) },
	{ weight: 5, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{ weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

function namesOf({ inputNames }: AnyHandler): fc.Arbitrary<string> {
	return fc.oneof(
		{ weight: 8, arbitrary: fc.constantFrom(...inputNames) },
		{ weight: 1, arbitrary: fc.constantFrom(...HOSTILE_NAMES) },
		{ weight: 1, arbitrary: fc.string() },
	);
}

/** Inputs as they come over the wire: any name may be an own property. */
function entriesOf(handler: AnyHandler): fc.Arbitrary<Properties> {
	const entry = fc.tuple(namesOf(handler), values);
	return fc.array(entry, { maxLength: 8 }).map((entries) => {
		const result: Properties = {};
		for (const [key, value] of entries) {
			Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true });
		}
		return result;
	});
}

function merge(base: Properties, changes: Properties): Properties {
	return Object.defineProperties(structuredClone(base), Object.getOwnPropertyDescriptors(changes));
}

/** What is too long of an answer. One list for all of it: `expect` for every text would be most of the work of this test. */
function listExcesses({ validationErrors, hints = [] }: CheckResult<Properties>, diffs: DiffResult[]): string[] {
	const shortened = (text: string) => `${text.length}: ${text.slice(0, 50)}`;
	const warnings = diffs[0]?.warnings ?? [];
	return [
		...(validationErrors.length > 51 ? [`${validationErrors.length} validation errors`] : []),
		...diffs.flatMap(({ replaces = [] }) => (replaces.length < 30 ? [] : [`${replaces.length} replaced inputs`])),
		...validationErrors.flatMap(({ property }) => (property.length > 300 ? [shortened(property)] : [])),
		...[...validationErrors.map(({ reason }) => reason), ...hints, ...warnings]
			.filter((text) => text.length > 1000)
			.map(shortened),
	];
}

function exercise(handler: AnyHandler, old: Properties, olds: Properties | undefined, news: Properties): void {
	const given = sanitizeProperties(news);
	const state = { ...old, region: "r", projectId: "p", status: "RUNNING" };
	const odd = sanitizeProperties(olds ?? {});
	const excesses = expectQuick(PATIENCE, () => {
		const checked = handler.check(olds && sanitizeProperties(olds), given, {
			readDefaults: () => ({ tags: { cost: "1" } }),
		});
		const sane = handler.diff({ id: "1", inputs: old, outputs: state }, checked.inputs);
		const mad = handler.diff({ id: "", inputs: odd, outputs: odd }, given);
		return listExcesses(checked, [sane, mad]);
	});
	if (excesses.length > 0) expect(excesses).toEqual([]);
}

describe.each(Object.entries(good).map(([kind, inputs]) => [kind, kinds[kind as KindName].handler, inputs] as const))(
	"%s",
	(_kind, handler, inputs) => {
		const { inputs: checked } = handler.check(undefined, inputs, { readDefaults: () => ({}) });

		test("answers inputs that are wrong in a few places, known or not, and says so briefly", () => {
			const property = fc.property(entriesOf(handler), fc.boolean(), (changes, isNew) =>
				exercise(handler, checked, isNew ? undefined : checked, merge(inputs, changes)),
			);
			fc.assert(property, { numRuns: RUNS });
		}, 60_000);

		test("answers whatever else comes, before a state that was edited by hand", () => {
			const property = fc.property(entriesOf(handler), entriesOf(handler), (olds, news) =>
				exercise(handler, checked, olds, news),
			);
			fc.assert(property, { numRuns: RUNS });
		}, 60_000);

		test("changes nothing for everybody else", () => {
			exercise(handler, checked, JSON.parse('{"__proto__": {"polluted": 1}}') as Properties, {});
			expect({}).not.toHaveProperty("polluted");
		});
	},
);
