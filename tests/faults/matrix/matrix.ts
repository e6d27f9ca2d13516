import type { RequestEntry } from "modelarts-simulator";
import { type Case, nameCase, type Outcome, runCase } from "./case";
import { faults, type Target } from "./faults";
import { type Kind, kinds } from "./kinds";
import { Lane, type ProviderName } from "./lane";
import { type Operation, operations } from "./operations";

/** Number of equal polls that are broken: later ones are no different. */
const SAME_LOOKS = 2;

/** Requests that read although they are no GET. */
const READS_BY_POST = ["listImageByTags"];

/** The requests of an operation, from a run without faults. */
export async function learn(kind: Kind, operation: Operation, lane: Lane): Promise<Target[]> {
	const engine = lane.begin(kind);
	await operation.prepare(engine, kind, lane);
	const before = lane.requests().length;
	const { errors } = await operation.run(engine, kind);
	if (errors.length > 0) throw new Error(`${kind.name} / ${operation.name} fails by itself: ${errors.join("; ")}`);

	const requests = lane.requests().slice(before);
	const counts = new Map<string, number>();
	const looks = (at: number) => {
		const same = ({ method, path, query }: RequestEntry) => method === "GET" && path + JSON.stringify(query);
		return requests.slice(0, at).reduce((count, before) => {
			if (READS_BY_POST.includes(before.operation ?? "") || before.method === "GET")
				return same(before) === same(requests[at] ?? before) ? count + 1 : count;
			return 0;
		}, 0);
	};
	const targets = requests.map(({ operation: name, method, path }, at): Target => {
		const called = name ?? path;
		const nth = (counts.get(called) ?? 0) + 1;
		counts.set(called, nth);
		const isRead = method === "GET" || READS_BY_POST.includes(called);
		return { operation: called, nth, place: at + 1, isRead, isIms: kind.store === "cloudImages" };
	});
	return targets
		.map((target, at) => ({ ...target, isRepeated: target.isRead && looks(at) > 0 }))
		.filter(({ isRead }, at) => !isRead || looks(at) < SAME_LOOKS);
}

export interface Choice {
	/** Only kinds whose name contains this. */
	readonly kind?: string;
	/** Only the kind of this name. */
	readonly exactly?: string;
	/** Only these operations. */
	readonly operations?: readonly Operation["name"][];
	/** Only the case of this name. */
	readonly only?: string;
	/** Every n-th case, the same ones each time. */
	readonly every?: number;
}

/** All cases, kind by kind; a recorded run serves all faults. */
export async function listCases(choice: Choice, lane: Lane): Promise<Case[]> {
	const cases: Case[] = [];
	const { kind: part = "", exactly } = choice;
	for (const kind of kinds.filter(({ name }) => name.includes(part) && (exactly ?? name) === name)) {
		for (const operation of operations.filter(({ fits }) => fits(kind))) {
			if (choice.operations?.includes(operation.name) === false) continue;
			if (choice.only && !choice.only.startsWith(`${kind.name} / ${operation.name} /`)) continue;
			for (const target of await learn(kind, operation, lane)) {
				const fitting = faults.filter((fault) => fault.order(target).length > 0);
				cases.push(...fitting.map((fault) => ({ kind, operation, target, fault })));
			}
		}
	}
	const chosen = choice.only === undefined ? cases : cases.filter((one) => nameCase(one) === choice.only);
	return chosen.filter((_case, at) => at % (choice.every ?? 1) === 0);
}

/**
 * A few cases of each operation on each kind, always the same ones: of all ways to break a request the least used ones
 * so far, on the requests one after the other. Optional polls are omitted.
 */
export function pickSample(cases: readonly Case[], perOperation: number): Case[] {
	const groups = new Map<string, Case[]>();
	for (const one of cases.filter(({ target }) => !target.isRepeated)) {
		const name = `${one.kind.name} / ${one.operation.name}`;
		groups.set(name, [...(groups.get(name) ?? []), one]);
	}

	const taken = new Map<string, number>();
	const sample: Case[] = [];
	for (const group of groups.values()) {
		const rarest = [...group].sort((a, b) => (taken.get(a.fault.name) ?? 0) - (taken.get(b.fault.name) ?? 0));
		const picked = [...new Map(rarest.map((one) => [one.fault.name, one])).values()].slice(0, perOperation);
		for (const { fault } of picked) taken.set(fault.name, (taken.get(fault.name) ?? 0) + 1);
		sample.push(...picked);
	}
	return sample;
}

/** Runs cases in as many lanes in parallel. `tell` gets each outcome when it is complete. */
export async function runCases(
	cases: readonly Case[],
	lanes: readonly Lane[],
	tell: (outcome: Outcome) => void,
	isVerbose = false,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const queue = [...cases];
	const work = async (lane: Lane) => {
		for (let one = queue.shift(); one; one = queue.shift()) {
			let outcome = await attempt(one, lane, isVerbose);
			for (let more = 2; outcome.isMissed && more > 0; more--) outcome = await attempt(one, lane, isVerbose);
			outcomes.push(outcome);
			tell(outcome);
		}
	};
	await Promise.all(lanes.map(work));
	return outcomes;
}

function attempt(one: Case, lane: Lane, isVerbose: boolean): Promise<Outcome> {
	return runCase(one, lane, isVerbose).catch((error: unknown) => fail(one, error));
}

export function openLanes(count: number, provider?: ProviderName): Promise<Lane[]> {
	return Promise.all(Array.from({ length: count }, () => Lane.open(provider)));
}

function fail(one: Case, error: unknown): Outcome {
	const { kind, operation, fault } = one;
	const problems = [`the harness itself failed: ${error instanceof Error ? error.message : String(error)}`];
	const about = { name: nameCase(one), kind: kind.name, operation: operation.name, fault: fault.name };
	return { ...about, verdict: "stuck", isMissed: false, problems, messages: [] };
}
