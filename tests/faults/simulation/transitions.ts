import { isDeepStrictEqual } from "node:util";
import type { Field } from "../../../provider/definition/fields";
import { kinds as registered, type KindName } from "../../../provider/resources";
import { classOf, type Kind, kinds } from "../matrix/kinds";
import { calm, type History } from "./history";
import { BrokenPromiseError } from "./invariants";
import type { ProviderProgram } from "./provider-program";
import { type Figures, Simulation } from "./simulation";

type Json = Record<string, unknown>;

const folder = (name: string) => ({ storagePath: `obs://sets/${name}/`, mountDirectory: `/data/${name}/` });

/** Valid values of each input that can be changed; `undefined`: left out. */
const values: Readonly<Record<KindName, Readonly<Record<string, readonly unknown[]>>>> = {
	NotebookInstance: {
		name: ["one", "two"],
		description: [undefined, "one", "two"],
		flavor: ["modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u"],
		autoStop: [undefined, { enable: true, duration: 3600 }, { enable: true, duration: 7200 }],
		desiredState: ["RUNNING", "STOPPED"],
	},
	Notebook: {
		name: ["one", "two"],
		description: [undefined, "one", "two"],
		flavor: ["modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u"],
		tags: [undefined, { team: "vision" }, { team: "audio", year: "2" }],
		mounts: [undefined, [folder("a")], [folder("b"), folder("c")]],
		lease: [undefined, { duration: 7_200_000 }, { duration: 10_800_000 }],
		poolId: [undefined, "pool-1"],
		exposeToken: [undefined, true],
		desiredState: ["RUNNING", "STOPPED"],
	},
	CustomImage: {
		arch: [undefined, "AARCH64"],
		description: [undefined, "one", "two"],
		resourceCategory: [undefined, ["CPU"]],
		visibility: [undefined, "PUBLIC"],
		purgeOnDelete: [undefined, true],
		rebuild: [undefined, "2"],
	},
	NotebookImage: {
		tag: ["1.0", "2.0"],
		description: [undefined, "one", "two"],
		purgeOnDelete: [undefined, true],
		rebuild: [undefined, "2"],
	},
	CloudImage: {
		name: ["one", "two"],
		description: [undefined, "one", "two"],
		tags: [undefined, { team: "vision" }, { team: "audio", year: "2" }],
		minRam: [undefined, 1024, 2048],
		rebuild: [undefined, "2"],
	},
};

/** One change and back, of one input or of two at once; or with a value between them that no input takes. */
export interface Transition {
	readonly title: string;
	readonly kind: Kind;
	readonly kindIndex: number;
	readonly isInvalid: boolean;
	/** What the definition says of it: another object, or the same one. */
	readonly replaces: boolean;
}

/** Every transition of each kind of resource. */
export function listTransitions(): Transition[] {
	return [...kinds.keys()].flatMap((index) => [...listSingle(index), ...listPairs(index), ...listInvalid(index)]);
}

/** Plays a transition; it must end with the objects that a fresh create of the end state makes. */
export async function playTransition(transition: Transition, program: ProviderProgram): Promise<Figures> {
	const { kindIndex, kind, isInvalid, replaces } = transition;
	const edit = (to: "first" | "changed" | "replaced") => ({ ...calm, edits: [{ resource: 0, to }], pause: 10 });
	const history = (steps: History["steps"]): History => ({ seed: 1, kinds: [kindIndex], pace: "quick", steps });

	const fresh = new Simulation(history([{ ...calm, pause: 10 }]), program, [kind]);
	await fresh.play();
	const way = isInvalid ? [edit("replaced"), edit("changed"), edit("first")] : [edit("changed"), edit("first")];
	const changed = new Simulation(history([{ ...calm, pause: 10 }, ...way]), program, [kind], isInvalid);
	const figures = await changed.play();

	const [there, back] = changed.steps.slice(isInvalid ? 2 : 1);
	for (const steps of [there, back]) {
		const isReplaced = steps?.some((step) => step.startsWith("create")) ?? false;
		if (isReplaced !== replaces)
			throw new BrokenPromiseError("not converged", `the change took the steps ${steps?.join(", ") ?? "none"}`);
	}
	const [expected, actual] = [fresh, changed].map(({ settled }) => settled.map(normalize));
	if (!isDeepStrictEqual(actual, expected)) {
		const show = (objects: unknown) => JSON.stringify(objects, undefined, " ");
		throw new BrokenPromiseError("not converged", `not as a fresh create:\n${show(actual)}\nfresh:\n${show(expected)}`);
	}
	return figures;
}

function listSingle(kindIndex: number): Transition[] {
	return inputsOf(kindIndex).flatMap(([name, all]) =>
		pairs(all).map(([from, to]) => describe(kindIndex, { [name]: from }, { [name]: to })),
	);
}

/** Storage is mounted only while a notebook runs: an error says so. */
const needsRunning = "mounts";

/** The last values of two inputs at once, those of the first ones before. */
function listPairs(kindIndex: number): Transition[] {
	const stops = (pair: [string, unknown][]) => pair.some(([name]) => name === "desiredState");
	const mounts = (pair: [string, unknown][]) => pair.some(([name]) => name === needsRunning);
	const possible = pairs(inputsOf(kindIndex)).filter((pair) => !(stops(pair) && mounts(pair)));
	return possible.map(([[a, ofA], [b, ofB]]) =>
		describe(kindIndex, { [a]: ofA[0], [b]: ofB[0] }, { [a]: ofA.at(-1), [b]: ofB.at(-1) }),
	);
}

function listInvalid(kindIndex: number): Transition[] {
	return inputsOf(kindIndex).map(([name, all]) => {
		const valid = describe(kindIndex, { [name]: all[0] }, { [name]: all.at(-1) });
		const invalid = { ...valid.kind.first, [name]: [{ brand: "new" }, 1] };
		return {
			...valid,
			title: `${valid.title}, an invalid value between`,
			isInvalid: true,
			kind: { ...valid.kind, replaced: invalid },
		};
	});
}

function describe(kindIndex: number, from: Json, to: Json): Transition {
	const kind = kinds[kindIndex]!;
	const { inputs } = registered[classOf(kind)].definition;
	const [first, changed] = [from, to].map((some) => withoutUndefined({ ...kind.first, ...some }));
	const replaces = Object.keys(from).some((name) => {
		const { onChange = "replace" } = (inputs as Record<string, Field>)[name]!;
		return (typeof onChange === "function" ? onChange(changed!) : onChange) === "replace";
	});
	const show = (some: Json) => JSON.stringify(some, (_key, value: unknown) => value ?? "left out");
	return {
		title: `${kind.name} / transition / ${show(from)} to ${show(to)} and back`,
		kind: { ...kind, first: first!, changed: changed!, replaced: replaces ? changed! : first! },
		kindIndex,
		isInvalid: false,
		replaces,
	};
}

function inputsOf(kindIndex: number): [string, readonly unknown[]][] {
	const kind = kinds[kindIndex]!;
	const isStopped = kind.first.desiredState === "STOPPED";
	return Object.entries(values[classOf(kind)]).filter(([name]) => !(isStopped && name === needsRunning));
}

function pairs<Item>(items: readonly Item[]): [Item, Item][] {
	return items.flatMap((item, index) => items.slice(index + 1).map((other): [Item, Item] => [item, other]));
}

function withoutUndefined(given: Json): Json {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** What no two objects have in common: ids, times, sizes, the digits that each create draws, and empty texts. */
function normalize(object: object): unknown {
	const text = JSON.stringify(object, (key, value: unknown) => {
		if (/(^|_)(id|ids|url|uri|token|size|checksum|duration)$|time|_at$|^at$|progress/.test(key)) return undefined;
		if (value === "") return undefined;
		return typeof value === "number" && value > 1e9 ? "a time" : value;
	});
	const plain = text
		.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "an id")
		.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, "a time")
		.replace(/lab0-[0-9a-f]{7}/g, "lab0")
		.replace(/\[[0-9a-f]{12}[^\]"]*\]/g, "[digits]")
		.replace(/"[0-9a-f]{20}\.[0-9a-f]{8}\.done"/g, '"a marker"');
	return JSON.parse(plain);
}
