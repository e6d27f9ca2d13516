import type { RequestEntry } from "../requests/request-log";

/** A request that waits to be let go. */
export interface HeldRequest {
	readonly id: number;
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly operation: string | null;
	/** True: the work is done, the answer is withheld. False: nothing was done yet. */
	readonly afterEffect: boolean;
}

/**
 * Requests held on order. One whose connection goes away is held no longer: had nothing been done for it yet, nothing
 * ever will be, as with a load balancer that drops what its client gave up.
 */
export class HeldRequests {
	private readonly held = new Map<number, { readonly shown: HeldRequest; readonly end: (released: boolean) => void }>();
	private count = 0;

	/** Waits for the release or the end of the connection, whichever comes first. False: not released, but dropped. */
	hold(entry: RequestEntry, afterEffect: boolean, disconnected: AbortSignal): Promise<boolean> {
		if (disconnected.aborted) return Promise.resolve(false);
		const id = ++this.count;
		const { at, method, path, operation } = entry;
		return new Promise((resolve) => {
			const end = (released: boolean) => {
				this.held.delete(id);
				resolve(released);
			};
			this.held.set(id, { shown: { id, at, method, path, operation, afterEffect }, end });
			disconnected.addEventListener("abort", () => end(false), { once: true });
		});
	}

	show(): HeldRequest[] {
		return [...this.held.values()].map(({ shown }) => shown);
	}

	/** All of them, or the one with this id. Says how many there were. */
	release(id?: number): number {
		const chosen = [...this.held.values()].filter(({ shown }) => id === undefined || shown.id === id);
		for (const { end } of chosen) end(true);
		return chosen.length;
	}

	/** Breaks off all of them: what was not done yet is never done. */
	drop(): void {
		for (const { end } of [...this.held.values()]) end(false);
	}
}
