import type { Clock } from "../../provider/services/clock";
import { VirtualClock } from "./virtual-clock";

/** A clock whose sleepers wake in their order without any time passing: for work that waits for nothing else. */
export class InstantClock implements Clock {
	private readonly virtual = new VirtualClock(Date.now());

	now(): number {
		return this.virtual.now();
	}

	date(): number {
		return this.virtual.now();
	}

	/** Calls `run` among those who sleep. */
	schedule(milliseconds: number, run: () => void): void {
		this.virtual.schedule(milliseconds, run);
	}

	async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		await this.virtual.drive(this.virtual.sleep(milliseconds, signal), Infinity);
		signal?.throwIfAborted();
	}
}
