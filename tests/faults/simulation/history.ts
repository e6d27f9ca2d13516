import fc from "fast-check";
import { type ActName, actNames, type FaultOrder } from "modelarts-simulator";
import { kinds, type Version } from "../matrix/kinds";
import { type ClockFault, clockFaults } from "./machine-clock";
import type { Crash } from "./provider-process";

/** What disturbs a history, as `--only` names it. */
export const disturbances = ["crash", "fault", "stale", "duplicate", "late", "actor", "clock", "odd"] as const;
export type Disturbance = (typeof disturbances)[number];

/** A request that is broken: the n-th of a run, or the n-th of those that change something. */
export interface Break {
	readonly nth: number;
	readonly fault: number;
}

/** Reads that show the past, or lists that lack a member: the n-th read of a run, and those after it. */
export interface FalseRead {
	readonly nth: number;
	readonly times: number;
	readonly action: { readonly staleMs: number } | { readonly gap: true };
}

/** The machine's clock is off from the n-th request of a run on, to its end. */
export interface ClockChange {
	readonly nth: number;
	readonly fault: ClockFault;
}

/** What somebody else does before the n-th request of a run, or after the run: 0. */
export interface Interference {
	readonly nth: number;
	readonly act: ActName;
	/** Which of the objects, counted on from the first one again. */
	readonly object: number;
}

/** One run of the engine, with what is edited before it and what disturbs it. */
export interface Step {
	readonly edits: readonly { readonly resource: number; readonly to: Version | "removed" }[];
	readonly run: "up" | "refresh";
	readonly crash?: Crash;
	readonly faults: readonly Break[];
	readonly duplicates: readonly Break[];
	readonly late: readonly Break[];
	/** Seconds that reads may lag. */
	readonly lag: number;
	/** Percent of the lists that lack a member. */
	readonly gaps: number;
	readonly reads: readonly FalseRead[];
	readonly clock?: ClockChange;
	/** Responses that are odd in one place: the n-th of the run, drawn from this seed. */
	readonly odd: readonly { readonly nth: number; readonly seed: number }[];
	readonly acts: readonly Interference[];
	/** Minutes after it. */
	readonly pause: number;
}

/** A run that nothing disturbs. */
export const calm: Step = {
	edits: [],
	run: "up",
	faults: [],
	duplicates: [],
	late: [],
	lag: 0,
	gaps: 0,
	reads: [],
	odd: [],
	acts: [],
	pause: 0,
};

export interface History {
	/** Of everything that is drawn while it runs. */
	readonly seed: number;
	/** Indices of {@link kinds}. */
	readonly kinds: readonly number[];
	/** How long the cloud takes for its work. */
	readonly pace: "quick" | "slow";
	readonly steps: readonly Step[];
}

const failures: readonly FaultOrder["action"][] = [
	{ reset: true },
	{ status: 500 },
	{ status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway</h1>" },
	{ status: 503, headers: { "retry-after": "3" } },
	{ status: 504 },
	{ status: 429, headers: { "retry-after": "2" } },
	{ truncate: true },
	{ malformed: true },
	{ delayMs: 65_000 },
];

/** Responses that are lost or wrong, of a request that has had no effect, or all of it. */
export const faults = failures.flatMap((action) => [false, true].map((afterEffect) => ({ action, afterEffect })));

export const duplicates = (["first", "second"] as const).flatMap((duplicate) => [
	{ action: { duplicate } },
	{ action: { duplicate, reset: true }, afterEffect: true },
]);

const delays = [100, 3000, 20_000, 70_000, 150_000];
export const late = [{ reset: true }, { status: 504 }].flatMap((action) =>
	delays.map((effectAfterMs) => ({ action, effectAfterMs })),
);

const nth = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 8 }) }, fc.integer({ min: 1, max: 40 }));

/** A list that is mostly empty. */
function few<Item>(item: fc.Arbitrary<Item>, isOn: boolean, maxLength = 2): fc.Arbitrary<Item[]> {
	if (!isOn) return fc.constant([]);
	return fc.oneof(fc.constant<Item[]>([]), fc.array(item, { minLength: 1, maxLength }));
}

function breaks(count: number, isOn: boolean): fc.Arbitrary<Break[]> {
	return few(fc.record({ nth, fault: fc.nat(count - 1) }), isOn);
}

/** Disturbances, and indices of kinds of resource, by the words of `--only`: all where none of them is one. */
export function choose(only: readonly string[]): { disturbances: readonly Disturbance[]; kinds: readonly number[] } {
	const words = disturbances.filter((word) => only.includes(word));
	const names = only.filter((word) => !(words as readonly string[]).includes(word));
	const chosen = [...kinds.keys()].filter(
		(index) => names.length === 0 || names.some((name) => kinds[index]!.name.startsWith(name)),
	);
	if (chosen.length === 0) throw new Error(`No disturbance and no kind of resource is called ${only.join(", ")}.`);
	return { disturbances: words.length > 0 ? words : disturbances, kinds: chosen };
}

export function historyOf(only: readonly string[]): fc.Arbitrary<History> {
	const { disturbances, kinds: chosen } = choose(only);
	const isOn = (name: Disturbance) => disturbances.includes(name);
	const crash = fc.record<Crash>({
		how: fc.constantFrom("kill before", "kill after", "kill unsaved", "interrupt"),
		at: nth,
	});
	const step = fc.record<Step>({
		edits: fc.array(
			fc.record({ resource: fc.nat(2), to: fc.constantFrom("first", "changed", "replaced", "removed") }),
			{ maxLength: 2 },
		),
		run: fc.oneof({ weight: 5, arbitrary: fc.constant("up") }, { weight: 1, arbitrary: fc.constant("refresh") }),
		crash: isOn("crash") ? fc.option(crash, { nil: undefined, freq: 2 }) : fc.constant(undefined),
		faults: breaks(faults.length, isOn("fault")),
		duplicates: breaks(duplicates.length, isOn("duplicate")),
		late: breaks(late.length, isOn("late")),
		lag: isOn("stale") ? fc.constantFrom(0, 0, 1, 5, 30, 60) : fc.constant(0),
		gaps: isOn("stale") ? fc.constantFrom(0, 0, 0, 10, 50) : fc.constant(0),
		reads: fc.constant([]),
		clock: isOn("clock")
			? fc.option(fc.record({ nth, fault: fc.constantFrom(...clockFaults) }), { nil: undefined, freq: 3 })
			: fc.constant(undefined),
		odd: few(fc.record({ nth, seed: fc.nat(1000) }), isOn("odd"), 1),
		acts: few(fc.record({ nth, act: fc.constantFrom(...actNames), object: fc.nat(3) }), isOn("actor")),
		pause: fc.constantFrom(0, 0, 1, 10),
	});
	return fc.record<History>({
		seed: fc.noShrink(fc.nat(2 ** 31 - 1)),
		kinds: fc.uniqueArray(fc.constantFrom(...chosen), { minLength: 1, maxLength: Math.min(3, chosen.length) }),
		pace: fc.constantFrom("quick", "slow"),
		steps: fc.array(step, { minLength: 1, maxLength: 5 }),
	});
}
