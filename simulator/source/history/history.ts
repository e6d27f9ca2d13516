import type { Core } from "../core";
import type { Duration } from "../settings/setting";

/** Stores all objects of one kind as plain data; reads show nothing else of them. */
export interface Store {
	items: Map<string, unknown>;
}

/** The contents of all stores after a change. */
interface Snapshot {
	readonly at: number;
	readonly items: readonly Map<string, unknown>[];
}

/** Snapshots of the past, for reads that lag behind writes. No snapshot is taken while the read lag is 0. */
export class History {
	/** Oldest first. */
	private snapshots: Snapshot[] = [];

	constructor(
		private readonly core: Core,
		private readonly stores: readonly Store[],
		/** The longest lag of a read that a fault causes, milliseconds. */
		private readonly longestStale: () => number,
	) {}

	/** Runs work that may change the stores, and takes snapshots before and after it. */
	recordChange<T>(work: () => T): T {
		if (this.maxLag() === 0) {
			this.snapshots = [];
			return work();
		}
		if (this.snapshots.length === 0) this.takeSnapshot(-Infinity);
		const result = work();
		this.takeSnapshot(this.core.clock.now());
		this.dropExpired();
		return result;
	}

	/** Runs a read with the stores and the clock as they were so many milliseconds ago. */
	readPast<T>(milliseconds: number, work: () => T): T {
		const then = this.core.clock.now() - milliseconds;
		const snapshot = this.snapshots.findLast(({ at }) => at <= then);
		if (milliseconds === 0 || !snapshot) return work();

		const present = this.stores.map(({ items }) => items);
		this.restore(structuredClone(snapshot.items));
		try {
			return this.core.withClockShift(-milliseconds, work);
		} finally {
			this.restore(present);
		}
	}

	reset(): void {
		this.snapshots = [];
	}

	private takeSnapshot(at: number): void {
		// One clone of all stores, so that shared references stay shared.
		this.snapshots.push({ at, items: structuredClone(this.stores.map(({ items }) => items)) });
	}

	private restore(contents: readonly Map<string, unknown>[]): void {
		for (const [index, store] of this.stores.entries()) store.items = contents[index] ?? new Map<string, unknown>();
	}

	/** Drops snapshots older than the maximum lag, except the newest of them: it is what the oldest read shows. */
	private dropExpired(): void {
		const oldest = this.core.clock.now() - this.maxLag();
		const first = this.snapshots.findLastIndex(({ at }) => at <= oldest);
		this.snapshots = this.snapshots.slice(Math.max(first, 0));
	}

	private maxLag(): number {
		const { readLag, readLags } = this.core.settings.values;
		const lags = [readLag, ...Object.values<Duration | null>(readLags)];
		return Math.max(
			this.longestStale(),
			...lags.map((lag) => (Array.isArray(lag) ? (lag as readonly number[])[1]! : ((lag as number) ?? 0))),
		);
	}
}
