import { ApiError } from "../../services/http/errors";
import type { Context } from "../contract";
import { writeDuration } from "../create-safety/partial-failure";
import type { Settled } from "../polling/batch-poller";
import type { Goal, Step } from "./transitions";

/** After this an order that changed nothing is given again, in poll intervals. */
const PATIENCE = 30;

/** An object while we work on it: always as it was last seen, so that whoever stops knows what to keep. */
export interface Tracked<Seen> {
	seen: Seen;
}

/** An order that the service understands. */
export type Order = "start" | "stop" | "delete";

/** How one kind of object is brought where it should be. */
export interface Steering<Seen extends { readonly status?: string }> {
	/** The next step towards the goal; without one, whether something is still going on by itself. */
	nextStep(seen: Seen, goal: Goal | undefined): Step;

	/** Sends an order. */
	order(order: Order): Promise<void>;

	/** Codes of the service's words for "you are too early or too late": look again instead of failing. */
	readonly races: readonly string[];

	/** The service's word that there is no such object. */
	isGone(error: unknown): boolean;

	/** Statuses in which an order of ours has failed, so that it is not given again. */
	readonly failedOrders: Readonly<Partial<Record<string, Order>>>;

	/** What is shown while it lasts: the status, and how far it is. */
	describe(seen: Seen): string;

	/** Its errors end the wait: such as for a fault that does not heal. `since`: when what is shown last changed. */
	watch?(seen: Seen, since: number): void;

	/** Why the goal cannot be reached. */
	fail(seen: Seen, goal: Goal | undefined): Error;

	/** It is gone, although nobody asked us to delete it. */
	lose(): Error;

	/** Looks at it, first as it was last seen, until it is settled. */
	wait(settled: (seen: Seen) => Promise<Settled>): Promise<unknown>;
}

/** Brings an object to a goal, or waits until nothing more happens to it by itself, well or badly; shows how it goes. */
export async function steer<Seen extends { readonly status?: string }>(
	tracked: Tracked<Seen>,
	goal: Goal | undefined,
	steering: Steering<Seen>,
	context: Context,
): Promise<void> {
	const show = showChanges(steering, context);
	let hasWaited = false;
	let last: { order: Order; status?: string; at: number; hasMoved?: boolean } | undefined;

	async function settled(seen: Seen): Promise<Settled> {
		tracked.seen = seen;
		if (seen.status === "DELETED" && goal !== "gone") throw steering.lose();

		if (last && seen.status !== last.status) last.hasMoved = true;
		const step = steering.nextStep(seen, goal);
		if (step !== "done" || hasWaited) show(seen);
		hasWaited = true;
		if (step === "done") return true;
		if (step === "wait") return false;
		const { clock, readLag } = context.cloud;
		const now = clock.now();
		// What is shown as it was before the order may be from before it.
		const hasFailed = last && steering.failedOrders[seen.status ?? ""] === last.order;
		if (hasFailed && last && !last.hasMoved && now - last.at < readLag) return false;
		if (step === "failed" || hasFailed) throw steering.fail(seen, goal);

		const patience = Math.max(PATIENCE * context.pollInterval, readLag);
		const isOrdered = last?.order === step && last.status === seen.status && now - last.at < patience;
		if (isOrdered || !(await give(step))) return false;
		last = { order: step, status: seen.status, at: now };
		return "acted";
	}

	/** True if the service took the order, false if it was too early or too late for it. */
	async function give(order: Order): Promise<boolean> {
		try {
			await steering.order(order);
			return true;
		} catch (error) {
			if (steering.isGone(error)) return false;
			if (error instanceof ApiError && steering.races.includes(error.code)) return false;
			throw error;
		}
	}

	await steering.wait(settled);
}

/** Shows each change once. */
function showChanges<Seen extends { readonly status?: string }>(
	steering: Steering<Seen>,
	context: Context,
): (seen: Seen) => void {
	const { clock } = context.cloud;
	const start = clock.now();
	let shown: string | undefined;
	let since = start;

	return (seen) => {
		const text = steering.describe(seen);
		if (text !== shown) {
			shown = text;
			since = clock.now();
			context.report(`${text} (${writeDuration(since - start)})`);
		}
		steering.watch?.(seen, since);
	};
}
