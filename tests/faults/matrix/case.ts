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

/** Parts of a notebook that can be removed and added again. */
const PART_OF_NOTEBOOK = /\/notebooks\/[^/]+\/(tags|storage)\//;

/**
 * The result of a case. The first two are good, and `not asked` proves nothing: the number of polls of a run depends on
 * milliseconds, and in three attempts there were fewer than in the recorded run. The others are failures; `not reached`
 * is a request that changes something and was not sent.
 *
 * Nothing may be orphaned here, reported or not: a broken response leaves the provider and its intents intact, and they
 * decide every case. Undecidable cases take a kill and another machine: `kill-create`, `kill-hidden`.
 */
export type Verdict =
	"same run" | "next run" | "not asked" | "not reached" | "lost" | "duplicated" | "destroyed" | "stuck";

export interface Outcome {
	readonly name: string;
	readonly kind: string;
	readonly operation: string;
	readonly fault: string;
	readonly verdict: Verdict;
	/** The request was not sent this time, so nothing was broken. */
	readonly isMissed: boolean;
	/** The failures, in sentences; empty for good verdicts. */
	readonly problems: readonly string[];
	/** The terminal's output in the broken run. */
	readonly messages: readonly string[];
	readonly requests?: readonly string[];
}

/** For outages, which last until the end of the run. */
const TIMEOUTS = { create: 1, read: 0.6, update: 1, delete: 1.5 };

export function nameCase({ kind, operation, target, fault }: Case): string {
	return `${kind.name} / ${operation.name} / ${target.operation} ${target.nth} / ${fault.name}`;
}

/** Breaks the request, continues as a user would, and checks the result. */
export async function runCase(one: Case, lane: Lane, isVerbose = false): Promise<Outcome> {
	const { kind, operation, target, fault } = one;
	const engine = lane.begin(kind);
	const timeouts = fault.isOutage ? TIMEOUTS : undefined;
	await operation.prepare(engine, kind, lane);
	// Only the broken run has to end soon: the runs before and after it take as long as the machine needs.
	if (timeouts) engine.setTimeouts(timeouts);
	lane.hasShortTimeout = fault.isLate === true;
	const before = lane.listObjects(kind);
	const first = lane.requests().length;

	for (const order of fault.order(target)) lane.admin.addFault(order);
	const broken = await operation.run(engine, kind, timeouts);
	const sent = lane.requests().slice(first);
	const isMissed = !sent.some((request) => request.fault !== null);
	lane.admin.clearFaults();
	lane.hasShortTimeout = false;
	if (timeouts) engine.setTimeouts();

	const program = operation.after === undefined ? [] : [declare(kind, operation.after)];
	const next = broken.succeeded ? undefined : await engine.up(program);
	const failures = new Failures();
	checkRun(failures, broken, isMissed && !fault.isOutage);
	if (next && !next.succeeded) failures.add("stuck", `the next \`up\` failed: ${next.errors.join("; ")}`);
	checkObjects(failures, one, { before, engine, lane, first });
	if (failures.worst === undefined) await checkStable(failures, one, engine, lane);
	await checkEnd(failures, engine, lane);

	return {
		name: nameCase(one),
		kind: kind.name,
		operation: operation.name,
		fault: fault.name,
		verdict: failures.worst ?? (isMissed ? classifyMissed(one) : next ? "next run" : "same run"),
		isMissed,
		problems: failures.problems,
		messages: [...broken.errors, ...broken.warnings],
		...(isVerbose && { requests: lane.requests().map(formatRequest) }),
	};
}

function classifyMissed({ target, fault }: Case): Verdict {
	return target.isRead || fault.isOutage ? "not asked" : "not reached";
}

function formatRequest({ method, path, status, operation, fault }: ReturnType<Lane["requests"]>[number]): string {
	return `${status ?? "---"} ${operation ?? "?"} ${method} ${path}${fault ? ` [${fault}]` : ""}`;
}

class Failures {
	readonly problems: string[] = [];
	worst: Verdict | undefined;

	add(verdict: Verdict, problem: string): void {
		this.worst ??= verdict;
		this.problems.push(problem);
	}
}

/** A failed run has an error message for people. */
function checkRun(failures: Failures, { errors }: Run, isMissed: boolean): void {
	for (const error of errors) {
		const isPoor = error.length < 30 || /A bug in|undefined|\[object|NaN|null/.test(error);
		if (isPoor) failures.add("stuck", `the message is no help: ${error}`);
		if (isMissed) failures.add("stuck", `failed although nothing was broken: ${error}`);
	}
}

interface CaseContext {
	readonly before: readonly string[];
	readonly engine: Engine;
	readonly lane: Lane;
	/** Requests before the broken run. */
	readonly first: number;
}

/** Each object exists once, in the state and in the cloud, and no earlier object was deleted without need. */
function checkObjects(failures: Failures, one: Case, context: CaseContext): void {
	const { kind, operation } = one;
	const { before, engine, lane, first } = context;
	const actual = lane.listObjects(kind);
	const known = engine.state.flatMap(({ id, outputs }) => (outputs.imageIds as string[] | undefined) ?? id.split(","));
	const desiredCount = operation.existing === "deleted" ? 0 : kind.objects;

	for (const id of actual.filter((id) => !known.includes(id))) {
		failures.add("duplicated", `${id} exists and is not in the state`);
	}
	for (const id of known.filter((id) => !actual.includes(id)))
		failures.add("lost", `${id} of the state does not exist`);
	if (actual.length > desiredCount)
		failures.add("duplicated", `there are ${actual.length} objects in place of ${desiredCount}`);
	if (actual.length < desiredCount)
		failures.add("lost", `there are ${actual.length} objects in place of ${desiredCount}`);

	const deletable = operation.existing === "replaced" || operation.existing === "deleted" ? before : [];
	const deletions = lane
		.requests()
		.slice(first)
		.filter(({ method, path }) => method === "DELETE" && !PART_OF_NOTEBOOK.test(path));
	for (const { path } of deletions) {
		if (!deletable.some((id) => path.includes(id))) failures.add("destroyed", `${path} was deleted without need`);
	}
	const isKept = before.every((id) => actual.includes(id));
	if (operation.existing === "kept" && !isKept) failures.add("destroyed", "an object that was there before is not");
	if (operation.existing === "replaced" && before.some((id) => actual.includes(id))) {
		failures.add("duplicated", "what was replaced is still there");
	}
}

/** The result is stable: a refresh finds no drift, and one more `up` does nothing. */
async function checkStable(failures: Failures, { kind, operation }: Case, engine: Engine, lane: Lane): Promise<void> {
	if (operation.after === undefined) return;
	const [finished] = engine.state;
	if (finished?.outputs.unfinished !== undefined) failures.add("stuck", "the state says that it is unfinished");

	const refreshed = await engine.refresh();
	const sent = lane.requests().length;
	const again = await engine.up([declare(kind, operation.after)]);
	if (!refreshed.succeeded) failures.add("stuck", `a refresh failed: ${refreshed.errors.join("; ")}`);
	if (again.steps.length > 0) failures.add("stuck", `one more \`up\` was not calm: ${again.steps.join(", ")}`);
	if (lane.requests().length > sent) failures.add("stuck", "one more `up` sent requests");
	const open = lane.describeObjects(kind).filter((object) => JSON.stringify(object).includes(".open"));
	if (open.length > 0) failures.add("stuck", "the marker is still open");
}

/** In the end the cloud is empty, and no create is pending. */
async function checkEnd(failures: Failures, engine: Engine, lane: Lane): Promise<void> {
	const end = await engine.destroy();
	if (!end.succeeded) failures.add("stuck", `the final destroy failed: ${end.errors.join("; ")}`);
	const left = stores.flatMap((store) => lane.listObjects({ store }));
	if (left.length > 0) failures.add("duplicated", `after the final destroy there is still ${left.join(", ")}`);
	if (lane.countIntents() > 0) failures.add("stuck", "an intent was left on the machine");
}
