import { type Clock, systemClock } from "../../services/clock";
import type { Limits } from "./limits";
import type { ObjectList, Patience, Shown } from "./object-list";

/** How objects of one kind are read. */
export interface ReadSource<T> {
	one(id: string, limits: Limits): Promise<T>;

	/** All of them. */
	readonly list: Pick<ObjectList<T>, "isAvailable" | "isWorthwhile" | "get">;
}

/** Freshness: no reader is shown anything older than this, in poll intervals: two seconds at the default. */
const FRESHNESS = 2;

/** Readers that come within so many milliseconds share a list: the engine starts its reads within a few. */
const GATHERING = 10;

/** Fewer reads than these within the freshness are made individually. */
const MIN_BATCH = 5;

/** Reads many objects with few requests: a list answers them all while it is fresh. A few are read individually. */
export class BatchReader<T> {
	private readonly clock: Clock;
	private readonly freshness: number;

	/** When the reads within the freshness were asked for. */
	private askedAt: number[] = [];

	constructor(
		private readonly source: ReadSource<T>,
		{ clock = systemClock, pollInterval }: { readonly clock?: Clock; readonly pollInterval: number },
	) {
		this.clock = clock;
		this.freshness = FRESHNESS * pollInterval;
	}

	async read(id: string, limits: Limits): Promise<T> {
		const { list } = this.source;
		const now = this.clock.now();
		this.askedAt = [...this.askedAt.filter((at) => at > now - this.freshness), now];
		if (list.isAvailable() && !this.usesList()) await this.clock.sleep(GATHERING, limits.signal);
		const shown = this.usesList() ? await this.readAll(limits) : undefined;
		return shown?.get(id) ?? this.source.one(id, limits);
	}

	/**
	 * All objects; `undefined` if they cannot be listed before the deadline.
	 *
	 * @param since no list from before that time will do, milliseconds since 1970; default: two seconds ago
	 */
	async readAll(patience: Patience, since = this.clock.now() - this.freshness): Promise<Shown<T>> {
		const { list } = this.source;
		return list.isAvailable() ? list.get(since, patience) : undefined;
	}

	private usesList(): boolean {
		return this.askedAt.length >= MIN_BATCH && this.source.list.isWorthwhile(this.askedAt.length);
	}
}
