import type { Core } from "../core";

/** Holds all things of one kind. All that reads show of them is in here, as plain data. */
export interface Store {
	items: Map<string, unknown>;
}

/** What there was after a change. */
interface Snapshot {
	readonly at: number;
	readonly items: readonly Map<string, unknown>[];
}

/** What was there a while ago, for reads that lag behind writes. Nothing is kept as long as none do. */
export class History {
	/** Oldest first. */
	private snapshots: Snapshot[] = [];

	constructor(
		private readonly core: Core,
		private readonly stores: readonly Store[],
	) {}

	/** Does what may change something, and keeps what there is before and after. */
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

	/** Does what only reads, with all things as they were so many milliseconds ago: by the clock as well. */
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
		// In one go: things that are the same stay the same.
		this.snapshots.push({ at, items: structuredClone(this.stores.map(({ items }) => items)) });
	}

	private restore(contents: readonly Map<string, unknown>[]): void {
		for (const [index, store] of this.stores.entries()) store.items = contents[index] ?? new Map<string, unknown>();
	}

	/** Of what no read shows any more, the last is still the beginning of what they show. */
	private dropExpired(): void {
		const oldest = this.core.clock.now() - this.maxLag();
		const first = this.snapshots.findLastIndex(({ at }) => at <= oldest);
		this.snapshots = this.snapshots.slice(Math.max(first, 0));
	}

	private maxLag(): number {
		const { readLag } = this.core.settings.values;
		return typeof readLag === "number" ? readLag : readLag[1];
	}
}
