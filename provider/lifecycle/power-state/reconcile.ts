import { ApiError } from "../../services/http/errors";
import type { Context } from "../contract";
import { writeDuration } from "../write-duration";
import type { Settled } from "../polling/batch-poller";
import type { Tracked } from "../tracked";
import type { TargetState, Step } from "./transitions";

/** After this an order that changed nothing is given again, in poll intervals. */
const PATIENCE = 30;

/** An order that the service understands. */
export type PowerCommand = "start" | "stop" | "delete";

/** How one kind of object is brought where it should be. */
export interface PowerControl<Seen extends { readonly status?: string }> {
	/** The next step towards the goal; without one, whether something is still going on by itself. */
	nextStep(observed: Seen, target: TargetState | undefined): Step;

	/** When the object was last changed, as a look shows it: an older look than one before it shows the past. */
	changedAt(observed: Seen): number | undefined;

	/** Sends an order. */
	command(command: PowerCommand): Promise<void>;

	/** Codes of the service's words for "you are too early or too late": look again instead of failing. */
	readonly retryableConflicts: readonly string[];

	/** The service's word that there is no such object. */
	isNotFound(error: unknown): boolean;

	/** Statuses in which an order of ours has failed, so that it is not given again. */
	readonly failedCommands: Readonly<Partial<Record<string, PowerCommand>>>;

	/** What is shown while it lasts: the status, and how far it is. */
	describe(observed: Seen): string;

	/** Its errors end the wait: such as for a fault that does not heal. `since`: when what is shown last changed. */
	watch?(observed: Seen, since: number): void;

	/** Why the goal cannot be reached. */
	fail(observed: Seen, target: TargetState | undefined): Error;

	/** It is gone, although nobody asked us to delete it. */
	lose(): Error;

	/** Looks at it, first as it was last seen, until it is settled. */
	wait(isDone: (observed: Seen) => Promise<Settled>): Promise<unknown>;
}

/** Brings an object to a goal, or waits until nothing more happens to it by itself, well or badly; shows how it goes. */
export async function reconcile<Seen extends { readonly status?: string }>(
	tracked: Tracked<Seen>,
	target: TargetState | undefined,
	control: PowerControl<Seen>,
	context: Context,
): Promise<void> {
	const show = showChanges(control, context);
	let hasWaited = false;
	let last: { command: PowerCommand; status?: string; at: number; hasMoved?: boolean } | undefined;

	/** Whether a look after our last order is from before what was seen before that order. */
	function isPast(observed: Seen): boolean {
		const [shown, known] = [observed, tracked.observed].map((seen) => control.changedAt(seen));
		const { clock, readLag } = context.services;
		if (!last || shown === undefined || known === undefined) return false;
		return shown < known && clock.now() - last.at < readLag;
	}

	async function isDone(observed: Seen): Promise<Settled> {
		if (isPast(observed)) return false;
		tracked.observed = observed;
		if (observed.status === "DELETED" && target !== "gone") throw control.lose();

		if (last && observed.status !== last.status) last.hasMoved = true;
		const step = control.nextStep(observed, target);
		if (step !== "done" || hasWaited) show(observed);
		hasWaited = true;
		if (step === "done") return true;
		if (step === "wait") return false;
		const { clock, readLag } = context.services;
		const now = clock.now();
		// What is shown as it was before the order may be from before it.
		const hasFailed = last && control.failedCommands[observed.status ?? ""] === last.command;
		if (hasFailed && last && !last.hasMoved && now - last.at < readLag) return false;
		if (step === "failed" || hasFailed) throw control.fail(observed, target);

		const patience = Math.max(PATIENCE * context.pollInterval, readLag);
		const isOrdered = last?.command === step && last.status === observed.status && now - last.at < patience;
		if (isOrdered || !(await give(step))) return false;
		last = { command: step, status: observed.status, at: now };
		return "acted";
	}

	/** True if the service took the order, false if it was too early or too late for it. */
	async function give(command: PowerCommand): Promise<boolean> {
		try {
			await control.command(command);
			return true;
		} catch (error) {
			if (control.isNotFound(error)) return false;
			if (error instanceof ApiError && control.retryableConflicts.includes(error.code)) return false;
			throw error;
		}
	}

	await control.wait(isDone);
}

/** Shows each change once. */
function showChanges<Seen extends { readonly status?: string }>(
	control: PowerControl<Seen>,
	context: Context,
): (observed: Seen) => void {
	const { clock } = context.services;
	const start = clock.now();
	let shown: string | undefined;
	let since = start;

	return (observed) => {
		const text = control.describe(observed);
		if (text !== shown) {
			shown = text;
			since = clock.now();
			context.progress(`${text} (${writeDuration(since - start)})`);
		}
		control.watch?.(observed, since);
	};
}
