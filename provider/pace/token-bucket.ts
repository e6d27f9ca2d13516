/**
 * Holds requests to so many a second, and lets a second's worth of them through at once after a quiet time.
 *
 * Pure but for its own memory: it is told the time and says how long to wait.
 */
export class TokenBucket {
	/** When the bucket would be full again if nobody took anything. */
	private fullAt = -Infinity;

	constructor(
		/** Requests a second. */
		private readonly rate: number,
		/** How many may go at once. */
		private readonly burst: number = Math.max(1, rate),
	) {
		if (!(rate > 0)) throw new RangeError("Expected `rate` to be more than zero.");
	}

	/** Takes one, and says how many milliseconds from now it may be used. */
	take(now: number): number {
		const interval = 1000 / this.rate;
		this.fullAt = Math.max(this.fullAt, now) + interval;
		return Math.max(0, this.fullAt - now - this.burst * interval);
	}
}
