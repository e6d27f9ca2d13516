import { type InstanceResponse, isNotFound } from "../../services/modelarts/instances";
import { RETRYABLE_CONFLICTS } from "../../services/modelarts/retryable-conflicts";
import type { Context } from "../../lifecycle/contract";
import { ObjectFailedError, ObjectNotFoundError } from "../../lifecycle/object-errors";
import * as power from "../../lifecycle/power-state/reconcile";
import type { Tracked as TrackedObject } from "../../lifecycle/tracked";
import type { TargetState } from "../../lifecycle/power-state/transitions";
import { changingNotebook, creatingNotebook } from "../../lifecycle/polling/profiles";
import { isAtRest, nextStep } from "./power-state";
import { instances } from "./poll";

/** How long a fault may take to heal by itself, in poll intervals: five minutes at the default of 1 s. */
const GRACE = 300;

/** The instance cannot come to where it should be. */
export function fail(instance: InstanceResponse, target: TargetState = "running"): ObjectFailedError {
	return new ObjectFailedError(`ended as ${instance.status} instead of ${target}: ${explainFailure(instance)}`);
}

/** What the service has to say of a failure, word for word, with its code. */
export function explainFailure(instance: InstanceResponse): string {
	const { message, detail } = instance.spec?.failed_reasons ?? {};
	const details = Object.entries(detail ?? {}).map(([name, text]) => `${name}: ${text}`);
	const code = readFailureCode(instance);
	const said = message ? [`"${message}"${code ? ` (${code})` : ""}`] : code ? [code] : [];
	return [...said, ...details].join("; ") || "the service gives no reason";
}

/** The code of what made it fail, such as `ModelArts.6528`. */
export function readFailureCode({ spec, error_code: code }: InstanceResponse): string | undefined {
	return spec?.failed_reasons?.code || code || undefined;
}

/** An instance while we work on it. */
export type Tracked = TrackedObject<InstanceResponse>;

/** Waits until nothing more happens to an instance by itself, well or badly. */
export function waitUntilStable(tracked: Tracked, workspaceId: string | undefined, context: Context): Promise<void> {
	return reconcile(tracked, undefined, workspaceId, context);
}

/** Brings an instance to a goal: starts, stops or deletes it as needed, and waits. */
export function driveTo(
	tracked: Tracked,
	target: TargetState,
	workspaceId: string | undefined,
	context: Context,
): Promise<void> {
	return reconcile(tracked, target, workspaceId, context);
}

function reconcile(
	tracked: Tracked,
	target: TargetState | undefined,
	workspaceId: string | undefined,
	context: Context,
): Promise<void> {
	const { observed: first } = tracked;
	const { id } = first;
	const profile = first.status === "CREATING" ? creatingNotebook : changingNotebook;
	return power.reconcile(
		tracked,
		target,
		{
			nextStep: ({ status }, target) =>
				target === undefined ? (isAtRest(status) ? "done" : "wait") : nextStep(status, target),
			changedAt: ({ latest_update_timestamp: time }) => (time === undefined ? undefined : Number(time)),
			command: (command) => send(command, id, context),
			retryableConflicts: RETRYABLE_CONFLICTS,
			isNotFound,
			failedCommands: { START_FAILED: "start" },
			describe: ({ status }) => status ?? "no status yet",
			watch: (observed, since) => endLongFault(observed, since, context),
			fail,
			lose: () => new ObjectNotFoundError(),
			wait: (isDone) =>
				instances.watch(context.services, workspaceId).wait(id, { ...context, first, profile, isDone }, undefined),
		},
		context,
	);
}

/** A fault may heal by itself, but not for ever. */
function endLongFault(observed: InstanceResponse, since: number, { services, pollInterval }: Context): void {
	if (observed.status === "UNAVAILABLE" && services.clock.now() - since > GRACE * pollInterval) throw fail(observed);
}

async function send(command: power.PowerCommand, id: string, context: Context): Promise<void> {
	const { demanager, recentlyCreated } = context.services;
	if (command === "delete") await recentlyCreated.delete(id, () => demanager.deleteInstance(id, context), isNotFound);
	else await demanager.changeInstanceStatus(id, command, context);
}
