import { type Clock, systemClock } from "./clock";
import { TokenBucket } from "./token-bucket";

export interface BudgetOptions {
	/**
	 * The most requests a second.
	 *
	 * @default 50
	 */
	readonly requestsPerSecond?: number;

	readonly clock?: Clock;

	/** A number from 0 to 1, as `Math.random` gives it. */
	readonly random?: () => number;
}

/** How far apart, in milliseconds, those who waited for the same gate may start. */
const SPREAD = 250;

/**
 * What one service may be asked on behalf of one project: a ceiling of requests a second, and a gate that everybody
 * waits at while the service wants to be left alone (`Retry-After`).
 */
export class Budget {
	private readonly bucket: TokenBucket;
	private readonly clock: Clock;
	private readonly random: () => number;
	private closedUntil = 0;

	constructor({ requestsPerSecond = 50, clock = systemClock, random = Math.random }: BudgetOptions = {}) {
		this.bucket = new TokenBucket(requestsPerSecond);
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Waits until one more request is allowed. Says `false`, without waiting, when that is not before the deadline
	 * (milliseconds since 1970).
	 */
	async take(signal?: AbortSignal, deadline = Infinity): Promise<boolean> {
		for (;;) {
			await this.waitAtGate(signal, deadline);
			const now = this.clock.now();
			if (this.closedUntil > now && this.closedUntil > deadline) return false;

			const wait = this.bucket.take(now);
			if (wait > 0 && now + wait > deadline) return false;
			if (wait > 0) await this.clock.pause(wait, signal);
			// The gate may have been shut meanwhile by somebody else's answer.
			if (this.closedUntil <= this.clock.now()) return true;
		}
	}

	/** Nobody asks for so many milliseconds: the service said so. */
	shut(milliseconds: number): void {
		this.closedUntil = Math.max(this.closedUntil, this.clock.now() + milliseconds);
	}

	private async waitAtGate(signal: AbortSignal | undefined, deadline: number): Promise<void> {
		while (this.closedUntil > this.clock.now() && this.closedUntil <= deadline) {
			await this.clock.pause(this.closedUntil - this.clock.now() + this.random() * SPREAD, signal);
		}
	}
}
