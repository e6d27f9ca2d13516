/** After a refusal the pace is so much of what it was. */
const DECREASE = 0.5;

/** Each second without a refusal gives back so much of the ceiling. */
const RECOVERY = 0.04;

/** It never becomes slower than this many requests a second, nor than its ceiling. */
const MIN_RATE = 1;

/**
 * How many requests a second a service seems to take: half of it after a refusal, a little more with every quiet second
 * (additive increase, multiplicative decrease).
 *
 * Requests that went out together are refused together, and say the same thing once: only what was sent after the last
 * decrease counts.
 */
export class AdaptiveRate {
	private decreasedRate: number;
	private decreasedAt = -Infinity;

	constructor(
		/** Requests a second, when nothing stands in the way. */
		readonly ceiling: number,
	) {
		this.decreasedRate = ceiling;
	}

	/** Requests a second at this time, milliseconds since 1970. */
	rateAt(now: number): number {
		if (this.decreasedAt === -Infinity) return this.ceiling;
		const quiet = Math.max(0, now - this.decreasedAt) / 1000;
		return Math.min(this.ceiling, this.decreasedRate + quiet * RECOVERY * this.ceiling);
	}

	/** A request that was sent at `sentAt` was refused for being one too many. True if that is news. */
	recordThrottle(sentAt: number, now: number): boolean {
		if (sentAt <= this.decreasedAt) return false;
		this.decreasedRate = Math.max(Math.min(MIN_RATE, this.ceiling), this.rateAt(now) * DECREASE);
		this.decreasedAt = now;
		return true;
	}
}
