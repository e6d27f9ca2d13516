import type { Clock } from "modelarts-simulator";

interface Event {
	readonly at: number;
	readonly number: number;
	run(): void;
}

/** A simulated process waits for something that can never happen, or for too long. */
export class StuckError extends Error {
	override name = "StuckError";
}

/** The one clock of a simulation: time jumps from event to event, in an order that the events alone determine. */
export class VirtualClock implements Clock {
	/** Soonest first. */
	private readonly events: Event[] = [];
	private count = 0;

	constructor(private time = Date.UTC(2025, 0, 1)) {}

	now(): number {
		return this.time;
	}

	/** Calls `run` after so many whole milliseconds; returns what prevents it. */
	schedule(milliseconds: number, run: () => void): () => void {
		const event: Event = { at: this.time + Math.ceil(Math.max(0, milliseconds)), number: this.count++, run };
		let index = this.events.length;
		while (index > 0 && this.events[index - 1]!.at > event.at) index--;
		this.events.splice(index, 0, event);
		return () => {
			const at = this.events.indexOf(event);
			if (at >= 0) this.events.splice(at, 1);
		};
	}

	/** Never rejects: of an aborted signal it ends at once. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return Promise.resolve();
		return new Promise((resolve) => {
			const finish = () => {
				cancel();
				signal?.removeEventListener("abort", finish);
				resolve();
			};
			const cancel = this.schedule(milliseconds, finish);
			signal?.addEventListener("abort", finish, { once: true });
		});
	}

	/** Lets things happen until the work is done. All of it waits for this clock alone, never for the machine. */
	async drive<Result>(work: Promise<Result>, limit: number): Promise<Result> {
		const end = this.time + limit;
		let isDone = false;
		const finish = () => void (isDone = true);
		work.then(finish, finish);
		for (;;) {
			await drainMicrotasks();
			if (isDone) return work;
			const next = this.events.shift();
			if (!next) throw new StuckError("waits for something that never happens");
			if (next.at > end) throw new StuckError(`is not done after ${Math.round(limit / 60_000)} min`);
			this.time = next.at;
			next.run();
		}
	}
}

function drainMicrotasks(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
