import { setTimeout as sleep } from "node:timers/promises";
import { pauseBeforeLook } from "./schedule";

export interface Wait<T> {
	/** Asks what the object looks like now. Its errors end the wait. */
	readonly look: () => Promise<T>;

	/**
	 * Whether this is what we wait for. May act on the object (stop it, so that it can be deleted) and answer false;
	 * its errors end the wait.
	 */
	readonly settled: (seen: T) => boolean | Promise<boolean>;

	/** What is known already: saves the first look. */
	readonly first?: T;

	/** Aborted: the wait ends at once. */
	readonly signal: AbortSignal;

	/** When to give up, milliseconds since 1970. */
	readonly deadline: number;

	/** The shortest pause between two looks, milliseconds. */
	readonly pollInterval: number;
}

/** The wait ended before the object was as wanted; the object itself goes on. */
export class WaitEndedError extends Error {
	override name = "WaitEndedError";

	constructor(
		/** `interrupted`: by the user or a lost engine; `timed out`: the deadline is over. */
		readonly reason: "interrupted" | "timed out",
		/** Milliseconds that we waited. */
		readonly elapsed: number,
	) {
		super(reason);
	}
}

/** Look again and again until the object is settled. */
export async function waitFor<T>({ look, settled, first, signal, deadline, pollInterval }: Wait<T>): Promise<T> {
	const start = Date.now();
	if (first !== undefined && (await settled(first))) return first;

	for (let looks = 0; ; looks++) {
		const elapsed = Date.now() - start;
		const pause = pauseBeforeLook({ elapsed, looks, shortest: pollInterval });
		// One look right at the deadline rather than a wait that ends unseen.
		await pauseFor(Math.min(pause, Math.max(0, deadline - Date.now())), signal, start);

		const seen = await look();
		if (await settled(seen)) return seen;
		if (Date.now() >= deadline) throw new WaitEndedError("timed out", Date.now() - start);
	}
}

async function pauseFor(milliseconds: number, signal: AbortSignal, start: number): Promise<void> {
	try {
		await sleep(milliseconds, undefined, { signal });
	} catch {
		throw new WaitEndedError("interrupted", Date.now() - start);
	}
}
