import { once } from "node:events";
import { type Clock, systemClock } from "../../services/clock";
import { REPORTING_THRESHOLD, LIST_TIMEOUT, type PollSource } from "./poll-source";
import type { PollingProfile } from "./profiles";
import { individualInterval, batchInterval, type Progress, type WaitSoFar } from "./poll-interval";
import { WaitAbortedError } from "./wait-aborted-error";

export interface BatchPollerOptions {
	/** Looks a second that are allowed. */
	readonly pollsPerSecond: number;

	/** The unit of all rhythms, milliseconds. */
	readonly pollInterval: number;

	/** @default the computer's */
	readonly clock?: Clock;
}

/** A wait for one thing. */
export interface Wait<T> {
	/**
	 * Whether this is what we wait for. May act on the thing (stop it, so that it can be deleted): then it says `acted`,
	 * and the wait begins anew. Its errors end the wait.
	 */
	readonly isDone: (observed: T) => Settled | Promise<Settled>;

	/** What is known already: saves the first look. */
	readonly first?: T;

	readonly profile: PollingProfile;

	/** Aborted: the wait ends at once. */
	readonly signal: AbortSignal;

	/** When to give up, milliseconds since 1970. */
	readonly deadline: number;
}

export type Settled = boolean | "acted";

interface Waiter<T, About> extends Wait<T> {
	readonly id: string;
	readonly about: About;
	readonly finish: (observed: T) => void;
	readonly fail: (error: Error) => void;
	/** When the wait began. */
	readonly startedAt: number;
	/** When the work began that is waited for: with the wait, or with the last order. */
	since: number;
	/** When the last look was, or the wait began. */
	last: number;
	polls: number;
	observed?: T;
	/** Of this work, as far as it was read. */
	progress?: Progress;
	/** How many lists in a row did not show it. */
	misses: number;
	/** Since when it is taken for one that lists do not show; `-Infinity`: they may. */
	missedAt: number;
	isBusy: boolean;
}

/** What is the same for all who wait. */
interface Round<T, About> {
	/** Those that nobody looks at just now. */
	readonly idle: readonly Waiter<T, About>[];

	/** Whether a list is to show them. */
	readonly usesList: boolean;

	/** How many are asked for one by one; at least 1. */
	readonly alone: number;
}

/**
 * Follows many things with few requests: one list shows all that wait, as soon as there are two of them; one that waits
 * alone, or that the list does not show, is asked for by itself.
 */
export class BatchPoller<T, About = undefined> {
	private readonly waiters = new Set<Waiter<T, About>>();
	private readonly clock: Clock;

	/** For each rhythm of work that takes a while, how long the quickest took that is done. */
	private readonly fastestCompletion = new Map<PollingProfile, number>();

	/** Not sooner: the last list has to be worked off first, or it failed. */
	private nextListAt = -Infinity;
	private isListBroken = false;
	private listCost = 1;
	private isRunning = false;
	private wake = new AbortController();

	constructor(
		private readonly polls: PollSource<T, About>,
		private readonly options: BatchPollerOptions,
	) {
		this.clock = options.clock ?? systemClock;
	}

	/** Looks again and again until the thing is settled, and gives it as it is then. */
	async wait(id: string, wait: Wait<T>, about: About): Promise<T> {
		const since = this.clock.now();
		const isDone = wait.first === undefined ? false : await wait.isDone(wait.first);
		if (wait.first !== undefined && isDone === true) return wait.first;
		if (wait.signal.aborted) throw new WaitAbortedError("interrupted", this.clock.now() - since);

		return new Promise<T>((resolve, reject) => {
			const leave = () => {
				this.waiters.delete(waiter);
				wait.signal.removeEventListener("abort", interrupt);
				this.wake.abort();
			};
			const interrupt = () => waiter.fail(new WaitAbortedError("interrupted", this.clock.now() - since));
			const waiter: Waiter<T, About> = {
				...wait,
				id,
				about,
				observed: wait.first,
				startedAt: since,
				since,
				last: this.clock.now(),
				polls: 0,
				misses: 0,
				missedAt: -Infinity,
				isBusy: false,
				finish: (observed) => {
					leave();
					resolve(observed);
				},
				fail: (error) => {
					leave();
					reject(error);
				},
			};
			wait.signal.addEventListener("abort", interrupt, { once: true });
			this.waiters.add(waiter);
			this.wake.abort();
			void this.run();
		});
	}

	/** One round after the other, as long as anybody waits. */
	private async run(): Promise<void> {
		if (this.isRunning) return;
		this.isRunning = true;
		while (this.waiters.size > 0) {
			const round = this.survey();
			const now = this.clock.now();
			const times = round.idle.map((waiter) => this.findDueTime(waiter, round));
			const due = round.idle.filter((_waiter, at) => (times[at] ?? now) <= now);
			if (due.length > 0) await this.get(due, round);
			else await this.sleep(Math.min(...times) - now);
		}
		this.isRunning = false;
	}

	/** Who can be looked at, and how. */
	private survey(): Round<T, About> {
		const idle = [...this.waiters].filter(({ isBusy }) => !isBusy);
		const usesList = this.usesList(idle.length);
		const alone = usesList ? [...this.waiters].filter((waiter) => this.isMissed(waiter)).length : idle.length;
		return { idle, usesList, alone: Math.max(1, alone) };
	}

	/** Until somebody comes, leaves or is idle again, and no longer than so many milliseconds. */
	private async sleep(milliseconds: number): Promise<void> {
		this.wake = new AbortController();
		const { signal } = this.wake;
		// Nobody is idle: no timer, which would keep a process alive for nothing.
		if (milliseconds === Infinity) await once(signal, "abort");
		else await this.clock.sleep(Math.ceil(milliseconds), signal).catch(() => {});
	}

	/** When a waiter wants to be looked at next; no later than its deadline, so that no wait ends unseen. */
	private findDueTime(waiter: Waiter<T, About>, { idle, usesList, alone }: Round<T, About>): number {
		const at =
			usesList && !this.isMissed(waiter)
				? Math.max(waiter.last + batchInterval(this.describe(waiter, idle.length)), this.nextListAt)
				: waiter.last + individualInterval(this.describe(waiter, alone));
		return Math.min(at, Math.max(waiter.deadline, waiter.last + 1));
	}

	private describe(waiter: Waiter<T, About>, waiting: number): WaitSoFar {
		const { polls, last, since, profile, progress } = waiter;
		const { pollInterval: unit } = this.options;
		const fastestCompletion = this.fastestCompletion.get(profile);
		return { elapsed: last - since, last, polls, unit, profile, waiting, fastestCompletion, progress };
	}

	/** A list is worth its requests if as many would be needed without it. */
	private usesList(waiting: number): boolean {
		if (this.polls.many === undefined || waiting < Math.max(2, this.listCost)) return false;
		return !this.isListBroken || this.clock.now() >= this.nextListAt;
	}

	/** No list shows it, for now. */
	private isMissed({ missedAt }: Waiter<T, About>): boolean {
		return this.clock.now() < missedAt + REPORTING_THRESHOLD * this.options.pollInterval;
	}

	private async get(due: readonly Waiter<T, About>[], { idle, usesList }: Round<T, About>): Promise<void> {
		const hasChance = due.some((waiter) => !this.isMissed(waiter));
		const listed = usesList && hasChance ? await this.list(idle) : undefined;
		const now = this.clock.now();
		for (const waiter of idle) {
			// It may have left meanwhile.
			if (!this.waiters.has(waiter)) continue;
			const observed = listed?.get(waiter.id);
			if (observed !== undefined) {
				waiter.misses = 0;
				waiter.missedAt = -Infinity;
				void this.show(waiter, observed);
			} else if (listed && this.polls.isYoung?.(waiter.id)) {
				this.goOn(waiter, false);
			} else if (due.includes(waiter) || (listed && !this.isMissed(waiter))) {
				// It was listed, and is no more: most likely it has come to its end.
				const hasEnded = listed !== undefined && !this.isMissed(waiter);
				// Once is no habit: the list may have left it to the look alone.
				if (listed && ++waiter.misses > 1) waiter.missedAt = now;
				void this.pollIndividually(waiter, !hasEnded);
			}
		}
	}

	/** What the list shows; `undefined` if it cannot be had. */
	private async list(idle: readonly Waiter<T, About>[]): Promise<ReadonlyMap<string, T> | undefined> {
		const now = this.clock.now();
		const waiting = idle.map(({ id, observed, startedAt, about }) => ({ id, observed, startedAt, about }));
		const last = Math.max(...idle.map(({ deadline }) => deadline));
		// Each of those who wait has a signal of its own; the answer serves the others still.
		const deadline = Math.min(last, now + LIST_TIMEOUT);
		const limits = { signal: new AbortController().signal, deadline, isPoll: true };
		try {
			const overview = await this.polls.many?.(waiting, limits);
			if (!overview) return undefined;
			this.listCost = overview.requests;
			this.isListBroken = false;
			this.nextListAt = this.clock.now() + (overview.requests / this.options.pollsPerSecond) * 1000;
			return overview.observed;
		} catch {
			// The right to list may be missing where the right to look is not; asked for alone, each gets its own error.
			this.isListBroken = true;
			this.nextListAt = this.clock.now() + REPORTING_THRESHOLD * this.options.pollInterval;
			return undefined;
		}
	}

	private async pollIndividually(waiter: Waiter<T, About>, isPoll: boolean): Promise<void> {
		waiter.isBusy = true;
		const { id, about, signal, deadline } = waiter;
		try {
			await this.show(waiter, await this.polls.one(id, { signal, deadline, isPoll }, about));
		} catch (error) {
			waiter.fail(error as Error);
		}
	}

	private async show(waiter: Waiter<T, About>, observed: T): Promise<void> {
		waiter.isBusy = true;
		waiter.observed = observed;
		const progress = this.polls.readProgress?.(observed);
		if (progress) waiter.progress = { first: waiter.progress?.first ?? progress, last: progress };
		try {
			const isDone = await waiter.isDone(observed);
			if (isDone === true) return this.conclude(waiter, observed);
			this.goOn(waiter, isDone === "acted");
		} catch (error) {
			waiter.fail(error as Error);
		}
	}

	private conclude(waiter: Waiter<T, About>, observed: T): void {
		const { profile, since } = waiter;
		const took = Math.min(this.clock.now() - since, this.fastestCompletion.get(profile) ?? Infinity);
		// Of what may be over at any time, a start says nothing of a stop.
		if (profile.dull > 0) this.fastestCompletion.set(profile, took);
		waiter.finish(observed);
	}

	private goOn(waiter: Waiter<T, About>, hasActed: boolean): void {
		const now = this.clock.now();
		if (now >= waiter.deadline) waiter.fail(new WaitAbortedError("timed out", now - waiter.startedAt));
		else this.plan(waiter, hasActed);
	}

	/** After an order, the thing may be as wanted at once again. */
	private plan(waiter: Waiter<T, About>, hasActed: boolean): void {
		waiter.last = this.clock.now();
		waiter.polls = hasActed ? 0 : waiter.polls + 1;
		if (hasActed) {
			waiter.since = waiter.last;
			waiter.progress = undefined;
		}
		waiter.isBusy = false;
		this.wake.abort();
	}
}
