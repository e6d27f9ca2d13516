/**
 * Holds requests to so many a second, and lets a burst of them through at once after a quiet time.
 *
 * Pure but for its own memory: it is told the time and says how long to wait.
 */
export class TokenBucket {
	private tokens: number;
	private filledAt = -Infinity;

	constructor(
		/** Requests a second. */
		private rate: number,
		/** How many may go at once. */
		private burst: number = Math.max(1, rate),
	) {
		if (!(rate > 0)) throw new RangeError("Expected `rate` to be more than zero.");
		this.tokens = burst;
	}

	/** Another pace from now on; what was saved up beyond the new burst is lost. */
	change(rate: number, burst: number, now: number): void {
		this.fill(now);
		this.rate = rate;
		this.burst = burst;
		this.tokens = Math.min(this.tokens, burst);
	}

	/** Whole milliseconds until one more may go; 0 if it may go now. */
	pollUntil(now: number): number {
		this.fill(now);
		// Sums of thirds and tenths never quite make one.
		return this.tokens >= 1 - 1e-6 ? 0 : Math.ceil(((1 - this.tokens) / this.rate) * 1000 - 1e-6);
	}

	/** One goes. */
	spend(now: number): void {
		this.fill(now);
		this.tokens = Math.max(0, this.tokens - 1);
	}

	/** Nothing is saved up until then, not even by a quiet time: those who wait shall not all go at once. */
	emptyUntil(time: number): void {
		this.tokens = 0;
		this.filledAt = Math.max(this.filledAt, time);
	}

	private fill(now: number): void {
		const passed = this.filledAt === -Infinity ? 0 : Math.max(0, now - this.filledAt);
		this.tokens = Math.min(this.burst, this.tokens + (passed / 1000) * this.rate);
		this.filledAt = Math.max(this.filledAt, now);
	}
}
