import type { Engine, Run } from "../engine";
import type { Fault, Target } from "./faults";
import { declare, type Kind, stores } from "./kinds";
import type { Lane } from "./lane";
import type { Operation } from "./operations";

/** One request of one operation on one kind, broken in one way. */
export interface Case {
	readonly kind: Kind;
	readonly operation: Operation;
	readonly target: Target;
	readonly fault: Fault;
}

/** What can be taken off a notebook and put on again. */
const PART_OF_NOTEBOOK = /\/notebooks\/[^/]+\/(tags|storage)\//;

/**
 * What became of it. The first two are good, and `not asked` shows nothing: how many looks a run takes is a matter of
 * milliseconds, and in three attempts it took fewer than the one that was learned from. The others must never be;
 * `not reached` is a request that changes something and did not come about.
 *
 * Nothing may be left over here, reported or not: a broken answer leaves the provider and its intents as they are, and by
 * them everything can be decided. What cannot be takes a kill and another machine: `kill-create`, `kill-hidden`.
 */
export type Verdict =
	"same run" | "next run" | "not asked" | "not reached" | "lost" | "duplicated" | "destroyed" | "stuck";

export interface Outcome {
	readonly name: string;
	readonly kind: string;
	readonly operation: string;
	readonly fault: string;
	readonly verdict: Verdict;
	/** The request did not come about this time, so nothing was broken. */
	readonly isMissed: boolean;
	/** What is wrong, in sentences; empty for good verdicts. */
	readonly problems: readonly string[];
	/** What the terminal said in the broken run. */
	readonly said: readonly string[];
	readonly requests?: readonly string[];
}

/** For outages, which do not end before the run does. */
const TIMEOUTS = { create: 1, read: 0.6, update: 1, delete: 1.5 };

export function nameCase({ kind, operation, target, fault }: Case): string {
	return `${kind.name} / ${operation.name} / ${target.operation} ${target.nth} / ${fault.name}`;
}

/** Breaks the request, goes on as a user would, and looks at what there is. */
export async function runCase(one: Case, lane: Lane, isVerbose = false): Promise<Outcome> {
	const { kind, operation, target, fault } = one;
	const engine = lane.begin(kind);
	const timeouts = fault.isOutage ? TIMEOUTS : undefined;
	await operation.prepare(engine, kind, lane);
	// Only the broken run has to end soon: what comes before and after it takes as long as the machine needs.
	if (timeouts) engine.setTimeouts(timeouts);
	lane.isImpatient = fault.isLate === true;
	const before = lane.listObjects(kind);
	const first = lane.requests().length;

	for (const order of fault.order(target)) lane.admin.addFault(order);
	const broken = await operation.run(engine, kind, timeouts);
	const isMissed = !lane.requests().some((request) => request.fault !== null);
	lane.admin.clearFaults();
	lane.isImpatient = false;
	if (timeouts) engine.setTimeouts();

	const goal = operation.after === undefined ? [] : [declare(kind, operation.after)];
	const next = broken.succeeded ? undefined : await engine.up(goal);
	const findings = new Findings();
	judgeRun(findings, broken, isMissed && !fault.isOutage);
	if (next && !next.succeeded) findings.add("stuck", `the next \`up\` failed: ${next.errors.join("; ")}`);
	judgeObjects(findings, one, { before, engine, lane, first });
	if (findings.worst === undefined) await judgeCalm(findings, one, engine, lane);
	await judgeEnd(findings, engine, lane);

	return {
		name: nameCase(one),
		kind: kind.name,
		operation: operation.name,
		fault: fault.name,
		verdict: findings.worst ?? (isMissed ? explainMiss(one) : next ? "next run" : "same run"),
		isMissed,
		problems: findings.problems,
		said: [...broken.errors, ...broken.warnings],
		...(isVerbose && { requests: lane.requests().map(writeRequest) }),
	};
}

function explainMiss({ target, fault }: Case): Verdict {
	return target.isRead || fault.isOutage ? "not asked" : "not reached";
}

function writeRequest({ method, path, status, operation, fault }: ReturnType<Lane["requests"]>[number]): string {
	return `${status ?? "---"} ${operation ?? "?"} ${method} ${path}${fault ? ` [${fault}]` : ""}`;
}

class Findings {
	readonly problems: string[] = [];
	worst: Verdict | undefined;

	add(verdict: Verdict, problem: string): void {
		this.worst ??= verdict;
		this.problems.push(problem);
	}
}

/** A run that fails says what happened, in words for people. */
function judgeRun(findings: Findings, { errors }: Run, isMissed: boolean): void {
	for (const error of errors) {
		const isPoor = error.length < 30 || /A bug in|undefined|\[object|NaN|null/.test(error);
		if (isPoor) findings.add("stuck", `the message is no help: ${error}`);
		if (isMissed) findings.add("stuck", `failed although nothing was broken: ${error}`);
	}
}

interface Scene {
	readonly before: readonly string[];
	readonly engine: Engine;
	readonly lane: Lane;
	/** Requests before the broken run. */
	readonly first: number;
}

/** Each object once, in the state and in the cloud, and none that was there before gone without need. */
function judgeObjects(findings: Findings, one: Case, scene: Scene): void {
	const { kind, operation } = one;
	const { before, engine, lane, first } = scene;
	const there = lane.listObjects(kind);
	const known = engine.state.flatMap(({ id, outputs }) => (outputs.imageIds as string[] | undefined) ?? id.split(","));
	const wanted = operation.fate === "deleted" ? 0 : kind.objects;

	for (const id of there.filter((id) => !known.includes(id))) {
		findings.add("duplicated", `${id} exists and is not in the state`);
	}
	for (const id of known.filter((id) => !there.includes(id))) findings.add("lost", `${id} of the state does not exist`);
	if (there.length > wanted) findings.add("duplicated", `there are ${there.length} objects in place of ${wanted}`);
	if (there.length < wanted) findings.add("lost", `there are ${there.length} objects in place of ${wanted}`);

	const mayGo = operation.fate === "replaced" || operation.fate === "deleted" ? before : [];
	const deletions = lane
		.requests()
		.slice(first)
		.filter(({ method, path }) => method === "DELETE" && !PART_OF_NOTEBOOK.test(path));
	for (const { path } of deletions) {
		if (!mayGo.some((id) => path.includes(id))) findings.add("destroyed", `${path} was deleted without need`);
	}
	const isKept = before.every((id) => there.includes(id));
	if (operation.fate === "kept" && !isKept) findings.add("destroyed", "an object that was there before is not");
	if (operation.fate === "replaced" && before.some((id) => there.includes(id))) {
		findings.add("duplicated", "what was replaced is still there");
	}
}

/** All is as the program wants it: a refresh finds nothing, and one more `up` does nothing. */
async function judgeCalm(findings: Findings, { kind, operation }: Case, engine: Engine, lane: Lane): Promise<void> {
	if (operation.after === undefined) return;
	const [finished] = engine.state;
	if (finished?.outputs.unfinished !== undefined) findings.add("stuck", "the state says that it is unfinished");

	const refreshed = await engine.refresh();
	const sent = lane.requests().length;
	const again = await engine.up([declare(kind, operation.after)]);
	if (!refreshed.succeeded) findings.add("stuck", `a refresh failed: ${refreshed.errors.join("; ")}`);
	if (again.steps.length > 0) findings.add("stuck", `one more \`up\` was not calm: ${again.steps.join(", ")}`);
	if (lane.requests().length > sent) findings.add("stuck", "one more `up` sent requests");
	const open = lane.describeObjects(kind).filter((object) => JSON.stringify(object).includes(".open"));
	if (open.length > 0) findings.add("stuck", "the mark is still open");
}

/** In the end the cloud is empty, and nothing is believed to be under way. */
async function judgeEnd(findings: Findings, engine: Engine, lane: Lane): Promise<void> {
	const end = await engine.destroy();
	if (!end.succeeded) findings.add("stuck", `the final destroy failed: ${end.errors.join("; ")}`);
	const left = stores.flatMap((store) => lane.listObjects({ store }));
	if (left.length > 0) findings.add("duplicated", `after the final destroy there is still ${left.join(", ")}`);
	if (lane.countIntents() > 0) findings.add("stuck", "an intent was left on the machine");
}
