import { batchInterval, individualInterval, type Progress } from "./poll-interval";
import type { PollingProfile } from "./profiles";
import type { Reading } from "./reading";

/** What the schedule has to know of a waiter. */
export interface Scheduled {
	readonly profile: PollingProfile;

	/** When its wait times out, milliseconds since 1970. */
	readonly deadline: number;
}

interface Timeline {
	/** When the work started that is waited for: with the wait, or with the last command. */
	startedAt: number;
	/** When the last poll ended, or the work started. */
	polledAt: number;
	/** Of this work, if the service reports it. */
	progress?: Progress;
	isPolling: boolean;
}

/** Knows which waiters are due, and nothing of what polls show. */
export class Schedule<Waiter extends Scheduled> {
	private readonly timelines = new Map<Waiter, Timeline>();

	/** How long the fastest work of a profile took in this run: a better minimum duration than the expected one. */
	private readonly fastest = new Map<PollingProfile, number>();

	/** @param unit the user's `pollInterval`, milliseconds */
	constructor(private readonly unit: number) {}

	add(waiter: Waiter, now: number): void {
		this.timelines.set(waiter, { startedAt: now, polledAt: now, isPolling: false });
	}

	remove(waiter: Waiter): void {
		this.timelines.delete(waiter);
	}

	has(waiter: Waiter): boolean {
		return this.timelines.has(waiter);
	}

	/** Waiters that are not being polled. */
	listIdle(): Waiter[] {
		return [...this.timelines].flatMap(([waiter, { isPolling }]) => (isPolling ? [] : [waiter]));
	}

	/** Idle waiters that are due, and when the first of all idle ones is. */
	findDue(now: number, isBatched: (waiter: Waiter) => boolean): { due: Waiter[]; nextAt: number } {
		const batched = [...this.timelines.keys()].filter(isBatched).length;
		const individual = this.timelines.size - batched;
		const times = this.listIdle().map((waiter) => {
			const at = isBatched(waiter)
				? this.findTime(waiter, batchInterval, batched)
				: this.findTime(waiter, individualInterval, individual);
			return { waiter, at };
		});
		const due = times.filter(({ at }) => at <= now).map(({ waiter }) => waiter);
		return { due, nextAt: Math.min(...times.map(({ at }) => at)) };
	}

	startPoll(waiter: Waiter): void {
		const timeline = this.timelines.get(waiter);
		if (timeline) timeline.isPolling = true;
	}

	/** @param progress how much of the work is complete, if the poll showed it */
	endPoll(waiter: Waiter, now: number, progress?: Reading<number>): void {
		const timeline = this.timelines.get(waiter);
		if (!timeline) return;
		timeline.polledAt = now;
		timeline.isPolling = false;
		if (progress) timeline.progress = { first: timeline.progress?.first ?? progress, last: progress };
	}

	/** A command was sent: the next work starts. */
	restart(waiter: Waiter, now: number): void {
		if (this.timelines.has(waiter)) this.add(waiter, now);
	}

	/** The work is complete. */
	complete(waiter: Waiter, now: number): void {
		const timeline = this.timelines.get(waiter);
		const { profile } = waiter;
		// The duration of a change says nothing of the next change: a start is not a stop.
		if (!timeline || profile.expectedMinimum === 0) return;
		this.fastest.set(profile, Math.min(now - timeline.startedAt, this.fastest.get(profile) ?? Infinity));
	}

	/** No later than the deadline, so that no wait ends without a last poll. */
	private findTime(waiter: Waiter, interval: typeof batchInterval, waiting: number): number {
		const timeline = this.timelines.get(waiter);
		if (!timeline) return Infinity;
		const { profile, deadline } = waiter;
		const { startedAt, polledAt, progress } = timeline;
		const { unit } = this;
		const expectedMinimum = this.fastest.get(profile) ?? profile.expectedMinimum * unit;
		const elapsed = polledAt - startedAt;
		const next = polledAt + interval({ elapsed, polledAt, unit, profile, expectedMinimum, waiting, progress });
		return Math.min(next, Math.max(deadline, polledAt + 1));
	}
}
