/** A throttled request multiplies the rate by this. */
const DECREASE = 0.5;

/** Each second without one adds this part of the ceiling. */
const RECOVERY = 0.04;

/** The minimum rate, requests a second, unless the ceiling is lower. */
const MIN_RATE = 1;

/**
 * The rate of requests that a service seems to accept: halved by a throttled request, increased with every second without
 * one (AIMD: additive increase, multiplicative decrease).
 *
 * Requests that are sent together are throttled together, and count once: only those sent after the last decrease count.
 */
export class AdaptiveRate {
	private decreasedRate: number;
	private decreasedAt = -Infinity;

	constructor(
		/** Requests a second without throttling. */
		readonly ceiling: number,
	) {
		this.decreasedRate = ceiling;
	}

	/** Requests a second at this time, milliseconds since 1970. */
	rateAt(now: number): number {
		if (this.decreasedAt === -Infinity) return this.ceiling;
		const seconds = Math.max(0, now - this.decreasedAt) / 1000;
		return Math.min(this.ceiling, this.decreasedRate + seconds * RECOVERY * this.ceiling);
	}

	/** A request that was sent at `sentAt` was throttled. True if that decreases the rate. */
	recordThrottle(sentAt: number, now: number): boolean {
		if (sentAt <= this.decreasedAt) return false;
		this.decreasedRate = Math.max(Math.min(MIN_RATE, this.ceiling), this.rateAt(now) * DECREASE);
		this.decreasedAt = now;
		return true;
	}
}
