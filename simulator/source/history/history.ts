import type { Core } from "../core";

/** Holds all things of one kind. All that reads show of them is in here, as plain data. */
export interface Shelf {
	items: Map<string, unknown>;
}

/** What there was after a change. */
interface Moment {
	readonly at: number;
	readonly items: readonly Map<string, unknown>[];
}

/** What was there a while ago, for reads that lag behind writes. Nothing is kept as long as none do. */
export class History {
	/** Oldest first. */
	private moments: Moment[] = [];

	constructor(
		private readonly core: Core,
		private readonly shelves: readonly Shelf[],
	) {}

	/** Does what may change something, and keeps what there is before and after. */
	change<T>(work: () => T): T {
		if (this.longestLag() === 0) {
			this.moments = [];
			return work();
		}
		if (this.moments.length === 0) this.keep(-Infinity);
		const result = work();
		this.keep(this.core.clock.now());
		this.forget();
		return result;
	}

	/** Does what only reads, with all things as they were so many milliseconds ago: by the clock as well. */
	lookBack<T>(milliseconds: number, work: () => T): T {
		const then = this.core.clock.now() - milliseconds;
		const moment = this.moments.findLast(({ at }) => at <= then);
		if (milliseconds === 0 || !moment) return work();

		const present = this.shelves.map(({ items }) => items);
		this.fill(structuredClone(moment.items));
		try {
			return this.core.shiftClock(-milliseconds, work);
		} finally {
			this.fill(present);
		}
	}

	reset(): void {
		this.moments = [];
	}

	private keep(at: number): void {
		// In one go: things that are the same stay the same.
		this.moments.push({ at, items: structuredClone(this.shelves.map(({ items }) => items)) });
	}

	private fill(contents: readonly Map<string, unknown>[]): void {
		for (const [index, shelf] of this.shelves.entries()) shelf.items = contents[index] ?? new Map<string, unknown>();
	}

	/** Of what no read shows any more, the last is still the beginning of what they show. */
	private forget(): void {
		const oldest = this.core.clock.now() - this.longestLag();
		const first = this.moments.findLastIndex(({ at }) => at <= oldest);
		this.moments = this.moments.slice(Math.max(first, 0));
	}

	private longestLag(): number {
		const { readLag } = this.core.settings.values;
		return typeof readLag === "number" ? readLag : readLag[1];
	}
}
