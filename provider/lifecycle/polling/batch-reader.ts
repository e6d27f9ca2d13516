import { type Clock, systemClock } from "../../services/clock";
import { REPORTING_THRESHOLD, type Limits, LIST_TIMEOUT, type Overview } from "./poll-source";

/** How things of one kind are read. */
export interface ReadSource<T> {
	one(id: string, limits: Limits): Promise<T>;

	/** All there are; what is not in it is read alone before anything is concluded. */
	all(limits: Limits): Promise<Overview<T>>;
}

/** Nobody is shown anything older than this, in poll intervals: two seconds at the default. */
const FRESHNESS = 2;

/** Those who come within so many milliseconds share an answer: the engine starts its reads within a few. */
const GATHERING = 10;

/** Fewer than these are read one by one. */
const MANY = 5;

interface Listed<T> {
	/** When it was asked for: what was done since then may be missing. */
	readonly at: number;
	readonly answer: Promise<ReadonlyMap<string, T> | undefined>;
}

/**
 * Reads many things with few requests: while many are read, a list that is no older than two seconds answers them all;
 * few are read one by one.
 */
export class BatchReader<T> {
	private readonly clock: Clock;

	/** When the last ones were asked for. */
	private asked: number[] = [];
	private listed?: Listed<T>;
	private listCost = 1;

	/** When a list failed. */
	private brokenAt = -Infinity;

	private readonly freshness: number;
	private readonly reportingThreshold: number;

	constructor(
		private readonly reads: ReadSource<T>,
		{ clock = systemClock, pollInterval }: { readonly clock?: Clock; readonly pollInterval: number },
	) {
		this.clock = clock;
		this.freshness = FRESHNESS * pollInterval;
		this.reportingThreshold = REPORTING_THRESHOLD * pollInterval;
	}

	async read(id: string, limits: Limits): Promise<T> {
		const now = this.clock.now();
		this.asked = [...this.asked.filter((at) => at > now - this.freshness), now];
		if (!this.isListBroken() && !this.isMany()) await this.clock.sleep(GATHERING, limits.signal);
		const all = this.isMany() && !this.isListBroken() ? await this.within(limits.deadline, this.list()) : undefined;
		return all?.get(id) ?? this.reads.one(id, limits);
	}

	/**
	 * All there are; `undefined` if they cannot be listed.
	 *
	 * @param since no list from before that time will do, milliseconds since 1970; default: two seconds ago
	 */
	readAll(since?: number, deadline = Infinity): Promise<ReadonlyMap<string, T> | undefined> {
		return this.isListBroken() ? Promise.resolve(undefined) : this.within(deadline, this.list(since));
	}

	/** A list serves many: it goes on when the time of one of them is over, who does without then. */
	private async within<Answer>(deadline: number, answer: Promise<Answer>): Promise<Answer | undefined> {
		if (deadline === Infinity) return answer;
		const over = new AbortController();
		const timeOut = this.clock.sleep(Math.max(0, deadline - this.clock.now()), over.signal).catch(() => undefined);
		const first = await Promise.race([answer, timeOut]);
		over.abort();
		return first ?? undefined;
	}

	/** What a list showed that was asked for at `at` for another purpose: as good as one of our own. */
	record(at: number, { observed, requests }: Overview<T>): void {
		if (this.listed && this.listed.at >= at) return;
		this.listCost = requests;
		this.listed = { at, answer: Promise.resolve(observed) };
	}

	private isListBroken(): boolean {
		return this.clock.now() < this.brokenAt + this.reportingThreshold;
	}

	private isMany(): boolean {
		return this.asked.length >= Math.max(MANY, this.listCost);
	}

	private list(since?: number): Promise<ReadonlyMap<string, T> | undefined> {
		const now = this.clock.now();
		const isYoung = this.listed && this.listed.at > (since ?? now - this.freshness);
		if (!this.listed || !isYoung) this.listed = { at: now, answer: this.ask(now) };
		return this.listed.answer;
	}

	private async ask(now: number): Promise<ReadonlyMap<string, T> | undefined> {
		try {
			// The answer serves others than the one who asked first: it does not end with their signal.
			const limits = { signal: new AbortController().signal, deadline: now + LIST_TIMEOUT };
			const { observed, requests } = await this.reads.all(limits);
			this.listCost = requests;
			return observed;
		} catch {
			// The right to list may be missing where the right to look is not.
			this.brokenAt = this.clock.now();
			return undefined;
		}
	}
}
