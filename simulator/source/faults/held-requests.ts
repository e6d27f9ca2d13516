import type { RequestEntry } from "../requests/request-log";

/** A request that waits for its release. */
export interface HeldRequest {
	readonly id: number;
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly operation: string | null;
	/** True: the operation was executed and its response is withheld. False: the operation was not executed yet. */
	readonly afterEffect: boolean;
}

/**
 * The requests held by a fault. A request whose client disconnects is dropped: if its operation was not executed yet,
 * it never will be, as with a load balancer that drops abandoned requests.
 */
export class HeldRequests {
	private readonly held = new Map<number, { readonly shown: HeldRequest; readonly end: (released: boolean) => void }>();
	private count = 0;

	/** Waits until the request is released or its client disconnects. False: dropped instead of released. */
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

	/** Releases all held requests, or the one with this id. Returns how many. */
	release(id?: number): number {
		const chosen = [...this.held.values()].filter(({ shown }) => id === undefined || shown.id === id);
		for (const { end } of chosen) end(true);
		return chosen.length;
	}

	/** Drops all held requests; operations that were not executed yet never will be. */
	drop(): void {
		for (const { end } of [...this.held.values()]) end(false);
	}
}
