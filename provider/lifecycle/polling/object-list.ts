import { once } from "node:events";
import type { Clock } from "../../services/clock";
import type { Limits } from "./limits";

/** A waiter as a list request sees it. */
export interface Waiting<T, About> {
	readonly id: string;

	/** What the last poll showed. */
	readonly observed?: T;

	/** When the wait started, milliseconds since 1970. */
	readonly startedAt: number;

	/** Whatever the requests need to know of it. */
	readonly about: About;
}

/** A list as it was fetched. */
export interface ListResponse<T> {
	readonly observed: ReadonlyMap<string, T>;

	/** How many requests it took. */
	readonly requests: number;
}

/** How a list is fetched. */
export interface ListRequest<T, About> {
	/** @param waiting those whom it is fetched for, if anybody waits */
	send(limits: Limits, waiting: readonly Waiting<T, About>[]): Promise<ListResponse<T>>;

	/** A list that does not show an object that was just created says nothing of it. */
	isRecent?(id: string): boolean;
}

/** What a list shows: nothing if it could not be had. */
export type Shown<T> = ReadonlyMap<string, T> | undefined;

/** How long somebody waits for a list. */
export type Patience = Partial<Pick<Limits, "signal" | "deadline">>;

/** A list that was asked for, and how many wait for it. */
interface SharedList<T> {
	readonly askedAt: number;
	readonly shown: Promise<Shown<T>>;
	readonly abandoned: AbortController;
	waiting: number;
	isComplete: boolean;
}

/** A list that hangs holds up nobody for longer than this, milliseconds. */
const LIST_TIMEOUT = 30_000;

/** The reporting threshold, in poll intervals: so long a list that failed is not fetched, nor trusted to show what it omitted. */
const REPORTING_THRESHOLD = 180;

/** An object that this many lists in a row did not show is omitted: the first may have been from before its last change. */
const OMITTED_AFTER = 2;

/**
 * Knows what a list shows and when it is trusted. An object that it does not show is never taken for deleted: it has to be
 * asked for individually.
 */
export class ObjectList<T, About = undefined> {
	private latest?: SharedList<T>;

	/** How many requests the last list took. */
	private requests = 1;

	private brokenUntil = -Infinity;

	/** How many lists in a row did not show an object, and how long that is believed. */
	private readonly omissions = new Map<string, { readonly lists: number; readonly until: number }>();

	private readonly clock: Clock;
	private readonly reportingThreshold: number;

	constructor(
		private readonly request: ListRequest<T, About>,
		{ clock, pollInterval }: { readonly clock: Clock; readonly pollInterval: number },
	) {
		this.clock = clock;
		this.reportingThreshold = REPORTING_THRESHOLD * pollInterval;
	}

	/** Whether the last list did not fail: where the permission to list is missing, that to read one object may not be. */
	isAvailable(): boolean {
		return this.clock.now() >= this.brokenUntil;
	}

	/** Whether asking for so many objects individually would take as many requests. */
	isWorthwhile(objects: number): boolean {
		return this.isAvailable() && objects >= this.requests;
	}

	/** Whether the object has to be asked for individually: for now, no list shows it. */
	omits(id: string): boolean {
		const { lists = 0, until = 0 } = this.omissions.get(id) ?? {};
		return lists >= OMITTED_AFTER && this.clock.now() < until;
	}

	/** Whether nothing follows from a list that does not show the object. */
	isRecent(id: string): boolean {
		return this.request.isRecent?.(id) ?? false;
	}

	/** Nobody waits for the object any more. */
	forget(id: string): void {
		this.omissions.delete(id);
	}

	/** A list that was asked for after this time, fetched if need be. */
	get(since: number, patience: Patience): Promise<Shown<T>> {
		if (this.isOver(patience)) return Promise.resolve(undefined);
		const { latest } = this;
		const isFresh = latest !== undefined && latest.askedAt > since && !latest.abandoned.signal.aborted;
		return this.join(isFresh ? latest : this.start({}, []), patience);
	}

	/** A list that is asked for now, for all who wait. */
	fetch({ deadline, signal }: Patience, waiting: readonly Waiting<T, About>[]): Promise<Shown<T>> {
		return this.join(this.start({ isPoll: true, deadline }, waiting), { signal });
	}

	private start(
		{ isPoll, deadline = Infinity }: Partial<Limits>,
		waiting: readonly Waiting<T, About>[],
	): SharedList<T> {
		const askedAt = this.clock.now();
		const abandoned = new AbortController();
		const limits = { isPoll, deadline: Math.min(deadline, askedAt + LIST_TIMEOUT), signal: abandoned.signal };
		const shown = this.send(limits, waiting);
		const list = { askedAt, shown, abandoned, waiting: 0, isComplete: false };
		void shown.then(() => (list.isComplete = true));
		this.latest = list;
		return list;
	}

	/** A list serves many: who can wait no longer does without it, and it ends with the last of them. */
	private async join(list: SharedList<T>, patience: Patience): Promise<Shown<T>> {
		list.waiting++;
		const over = new AbortController();
		try {
			return await Promise.race([list.shown, this.lose(patience, over.signal).catch(() => undefined)]);
		} finally {
			over.abort();
			if (--list.waiting === 0 && !list.isComplete) list.abandoned.abort();
		}
	}

	private isOver({ deadline = Infinity, signal }: Patience): boolean {
		return signal?.aborted === true || deadline <= this.clock.now();
	}

	/** Rejects, or ends, when the patience does, or when it is no longer needed. */
	private async lose({ deadline = Infinity, signal }: Patience, over: AbortSignal): Promise<undefined> {
		const end = signal ? AbortSignal.any([signal, over]) : over;
		end.throwIfAborted();
		if (deadline === Infinity) await once(end, "abort");
		else await this.clock.sleep(Math.max(0, deadline - this.clock.now()), end);
	}

	private async send(limits: Limits, waiting: readonly Waiting<T, About>[]): Promise<Shown<T>> {
		try {
			const { observed, requests } = await this.request.send(limits, waiting);
			this.requests = requests;
			this.brokenUntil = -Infinity;
			for (const { id } of waiting) this.count(id, observed.has(id));
			return observed;
		} catch {
			// That nobody waited for it says nothing of the list.
			if (!limits.signal.aborted) this.brokenUntil = this.clock.now() + this.reportingThreshold;
			return undefined;
		}
	}

	private count(id: string, isShown: boolean): void {
		const lists = (this.omissions.get(id)?.lists ?? 0) + 1;
		if (isShown) this.omissions.delete(id);
		else if (!this.isRecent(id)) this.omissions.set(id, { lists, until: this.clock.now() + this.reportingThreshold });
	}
}
