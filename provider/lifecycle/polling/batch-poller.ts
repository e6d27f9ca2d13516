import { type Clock, systemClock } from "../../services/clock";
import type { Waiting } from "./object-list";
import type { PollSource } from "./poll-source";
import type { PollingProfile } from "./profiles";
import type { Reading } from "./reading";
import { Schedule } from "./schedule";
import { WaitAbortedError } from "./wait-aborted-error";

export interface BatchPollerOptions {
	/** The unit of all intervals, milliseconds. */
	readonly pollInterval: number;

	/** @default the computer's */
	readonly clock?: Clock;
}

/** A wait for one object. */
export interface Wait<T> {
	/**
	 * Whether this is what the wait is for. May send a command (stop the object, so that it can be deleted): then it says
	 * `acted`, and new work starts. Its errors end the wait.
	 */
	readonly isDone: (observed: T) => Settled | Promise<Settled>;

	/** What is known already: saves the first poll. */
	readonly first?: T;

	readonly profile: PollingProfile;

	/** Aborted: the wait ends at once. */
	readonly signal: AbortSignal;

	/** When the wait times out, milliseconds since 1970. */
	readonly deadline: number;
}

export type Settled = boolean | "acted";

interface Waiter<T, About> extends Wait<T>, Waiting<T, About> {
	observed?: T;
	readonly finish: (observed: T) => void;
	readonly fail: (error: Error) => void;
}

/** Polls many objects with few requests: the schedule says which of them are due, one list shows them all where it can. */
export class BatchPoller<T, About = undefined> {
	private readonly schedule: Schedule<Waiter<T, About>>;
	private readonly clock: Clock;
	private isRunning = false;
	private wake = new AbortController();

	/** Aborted when nobody waits for the list any more. */
	private abandoned = new AbortController();

	constructor(
		private readonly source: PollSource<T, About>,
		{ pollInterval, clock = systemClock }: BatchPollerOptions,
	) {
		this.schedule = new Schedule(pollInterval);
		this.clock = clock;
	}

	/** Polls the object until its wait is done, and gives it as it is then. */
	async wait(id: string, wait: Wait<T>, about: About): Promise<T> {
		const startedAt = this.clock.now();
		const { first, signal } = wait;
		if (first !== undefined && (await wait.isDone(first)) === true) return first;
		if (signal.aborted) throw new WaitAbortedError("interrupted", this.clock.now() - startedAt);

		return new Promise<T>((resolve, reject) => {
			const leave = () => {
				this.schedule.remove(waiter);
				this.source.list?.forget(id);
				signal.removeEventListener("abort", interrupt);
				this.continue();
			};
			const interrupt = () => waiter.fail(new WaitAbortedError("interrupted", this.clock.now() - startedAt));
			const finish = (observed: T) => (this.schedule.complete(waiter, this.clock.now()), leave(), resolve(observed));
			const fail = (error: Error) => (leave(), reject(error));
			const waiter: Waiter<T, About> = { ...wait, id, about, observed: first, startedAt, finish, fail };
			signal.addEventListener("abort", interrupt, { once: true });
			this.schedule.add(waiter, this.clock.now());
			this.continue();
		});
	}

	/** Who is due has changed. */
	private continue(): void {
		this.wake.abort();
		if (this.schedule.listIdle().length === 0) this.abandoned.abort();
		void this.run();
	}

	/** Runs as long as any waiter is idle: a timer beside a poll under way would keep the process alive for nothing. */
	private async run(): Promise<void> {
		if (this.isRunning) return;
		this.isRunning = true;
		for (let idle = this.schedule.listIdle(); idle.length > 0; idle = this.schedule.listIdle()) {
			const usesList = idle.length > 1 && this.source.list?.isWorthwhile(idle.length) === true;
			const isBatched = ({ id }: Waiter<T, About>) => usesList && this.source.list?.omits(id) === false;
			const now = this.clock.now();
			const { due, nextAt } = this.schedule.findDue(now, isBatched);
			if (due.length > 0) await this.poll(idle, due, due.some(isBatched));
			else await this.sleep(nextAt - now);
		}
		this.isRunning = false;
	}

	/** Ends early when the poller is to continue. */
	private async sleep(milliseconds: number): Promise<void> {
		this.wake = new AbortController();
		await this.clock.sleep(Math.ceil(milliseconds), this.wake.signal).catch(() => {});
	}

	/** Polls those who are due, and with them everybody whom the list shows. */
	private async poll(idle: readonly Waiter<T, About>[], due: readonly Waiter<T, About>[], usesList: boolean) {
		const { list } = this.source;
		const deadline = Math.max(...idle.map((waiter) => waiter.deadline));
		this.abandoned = new AbortController();
		const shown = usesList ? await list?.fetch({ deadline, signal: this.abandoned.signal }, idle) : undefined;
		for (const waiter of idle.filter((one) => this.schedule.has(one))) {
			const { id, signal, deadline, about } = waiter;
			const observed = shown?.get(id);
			// It was listed and is no more: most likely its work has ended.
			const hasEnded = shown !== undefined && list?.omits(id) === false;
			const limits = { signal, deadline, isPoll: !hasEnded };
			if (observed !== undefined) void this.evaluate(waiter, () => observed);
			else if (shown && list?.isRecent(id)) this.reschedule(waiter);
			else if (hasEnded || due.includes(waiter)) void this.evaluate(waiter, () => this.source.one(id, limits, about));
		}
	}

	private async evaluate(waiter: Waiter<T, About>, get: () => T | Promise<T>): Promise<void> {
		this.schedule.startPoll(waiter);
		try {
			const observed = await get();
			waiter.observed = observed;
			const settled = await waiter.isDone(observed);
			if (settled === true) waiter.finish(observed);
			else this.reschedule(waiter, settled === "acted" ? "new work" : this.source.readProgress?.(observed));
		} catch (error) {
			waiter.fail(error as Error);
		}
	}

	private reschedule(waiter: Waiter<T, About>, progress?: Reading<number> | "new work"): void {
		const now = this.clock.now();
		if (now >= waiter.deadline) return waiter.fail(new WaitAbortedError("timed out", now - waiter.startedAt));
		if (progress === "new work") this.schedule.restart(waiter, now);
		else this.schedule.endPoll(waiter, now, progress);
		this.continue();
	}
}
