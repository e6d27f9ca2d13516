import { ApiError } from "../cloud/errors";
import type { Instance } from "../cloud/demanager";
import type { Context } from "../lifecycle";
import { writeDuration } from "../recovery/unfinished";
import { changingNotebook, creatingNotebook } from "../waiting/rhythm";
import type { Settled } from "../waiting/watcher";
import { type Goal, hasFailed, isAtRest, nextStep, type Step } from "./power";
import type { Inputs, Outputs } from "./properties";
import { applySettings } from "./settings";
import { watchInstances } from "./watching";

/** How long a fault may take to heal by itself, in poll intervals: five minutes at the default of 1 s. */
const GRACE = 300;

/** After this an order that changed nothing is given again, in poll intervals. */
const PATIENCE = 30;

/** The service's word for "you are too early or too late": look again instead of failing. */
const RACES = [6304, 6305, 6306, 6307, 6308, 6309, 6327, 6333, 6355, 6357, 6360].map((code) => `ModelArts.${code}`);

/** The instance cannot come to where it should be. */
export class FailedInstanceError extends Error {
	override name = "FailedInstanceError";

	constructor(
		readonly instance: Instance,
		goal: Goal,
	) {
		super(`ended as ${instance.status} instead of ${goal}: ${explainFailure(instance)}`);
	}
}

/** The instance does not exist any more, although nobody asked us to delete it. */
export class GoneInstanceError extends Error {
	override name = "GoneInstanceError";
}

/** What the service has to say of a failure, word for word. */
export function explainFailure({ spec, error_code: code }: Instance): string {
	const { code: reasonCode, message, detail } = spec?.failed_reasons ?? {};
	const details = Object.entries(detail ?? {}).map(([name, text]) => `${name}: ${text}`);
	const parts = [message, ...details, reasonCode ?? code].filter((part) => part !== undefined && part !== "");
	return parts.length > 0 ? parts.join("; ") : "the service gives no reason";
}

/** An instance while we work on it: always as it was last seen, so that whoever stops knows what to keep. */
export interface Tracked {
	seen: Instance;
}

/** From whatever state it is in to what the inputs ask for. */
export async function complete(
	notebook: Tracked,
	inputs: Inputs,
	stage: Outputs["unfinished"],
	context: Context,
): Promise<void> {
	await settle(notebook, inputs.workspaceId, context);
	// One that failed later still holds its owner's files: settings are applied, and it is started if that is wanted.
	if (stage === "create" && hasFailed(notebook.seen.status)) throw new FailedInstanceError(notebook.seen, "running");

	await applySettings(notebook, inputs, context);
	if (inputs.desiredState)
		await bring(notebook, inputs.desiredState === "RUNNING" ? "running" : "stopped", inputs.workspaceId, context);
}

/** Waits until nothing more happens to an instance by itself, well or badly. */
export function settle(tracked: Tracked, workspaceId: string | undefined, context: Context): Promise<void> {
	return steer(tracked, undefined, workspaceId, context);
}

/** Brings an instance to a goal: starts, stops or deletes it as needed, and waits. */
export function bring(tracked: Tracked, goal: Goal, workspaceId: string | undefined, context: Context): Promise<void> {
	return steer(tracked, goal, workspaceId, context);
}

async function steer(
	tracked: Tracked,
	goal: Goal | undefined,
	workspaceId: string | undefined,
	context: Context,
): Promise<void> {
	const { seen: first } = tracked;
	const { id } = first;
	const watch = watchStatus(context);
	let hasWaited = false;
	let last: { step: Step; status?: string; at: number } | undefined;

	async function settled(seen: Instance): Promise<Settled> {
		tracked.seen = seen;
		if (seen.status === "DELETED" && goal !== "gone") throw new GoneInstanceError();

		const step = goal === undefined ? (isAtRest(seen.status) ? "done" : "wait") : nextStep(seen.status, goal);
		if (step !== "done" || hasWaited) watch(seen);
		hasWaited = true;
		if (step === "done") return true;
		if (step === "wait") return false;
		if (step === "failed" || (seen.status === "START_FAILED" && last?.step === "start")) {
			throw new FailedInstanceError(seen, goal ?? "running");
		}

		const patience = PATIENCE * context.pollInterval;
		const now = context.cloud.clock.now();
		const ordered = last?.step === step && last.status === seen.status && now - last.at < patience;
		if (ordered || !(await order(step, id, context))) return false;
		last = { step, status: seen.status, at: now };
		return "acted";
	}

	const rhythm = first.status === "CREATING" ? creatingNotebook : changingNotebook;
	await watchInstances(workspaceId, context).wait(id, { ...context, first, rhythm, settled }, undefined);
}

/** Shows each new status once, and ends the wait for a fault that does not heal. */
function watchStatus(context: Context): (seen: Instance) => void {
	const { clock } = context.cloud;
	const start = clock.now();
	let shown: string | undefined;
	let since = start;

	return (seen) => {
		if (seen.status !== shown) {
			shown = seen.status;
			since = clock.now();
			context.report(`${seen.status ?? "no status yet"} (${writeDuration(since - start)})`);
		}

		if (seen.status === "UNAVAILABLE" && clock.now() - since > GRACE * context.pollInterval)
			throw new FailedInstanceError(seen, "running");
	};
}

/** True if the service took the order, false if it was too early or too late for it. */
async function order(step: "start" | "stop" | "delete", id: string, context: Context): Promise<boolean> {
	const { demanager } = context.cloud;
	try {
		if (step === "delete") await demanager.deleteInstance(id, context);
		else await demanager.changeInstanceStatus(id, step, context);
		return true;
	} catch (error) {
		if (error instanceof ApiError && RACES.includes(error.code)) return false;
		throw error;
	}
}
