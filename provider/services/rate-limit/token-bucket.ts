/**
 * Holds requests to so many a second, and lets a burst of them through at once after a quiet time.
 *
 * Pure but for its own memory: it is told the time and says how long to wait.
 */
export class TokenBucket {
	private tokens: number;
	private refilledAt = -Infinity;

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
	configure(rate: number, burst: number, now: number): void {
		this.refill(now);
		this.rate = rate;
		this.burst = burst;
		this.tokens = Math.min(this.tokens, burst);
	}

	/** Whole milliseconds until one more may go; 0 if it may go now. */
	computeWait(now: number): number {
		this.refill(now);
		// Sums of thirds and tenths never quite make one.
		return this.tokens >= 1 - 1e-6 ? 0 : Math.ceil(((1 - this.tokens) / this.rate) * 1000 - 1e-6);
	}

	/** One goes. */
	consume(now: number): void {
		this.refill(now);
		this.tokens = Math.max(0, this.tokens - 1);
	}

	/** Nothing is saved up until then, not even by a quiet time: those who wait shall not all go at once. */
	emptyUntil(time: number): void {
		this.tokens = 0;
		this.refilledAt = Math.max(this.refilledAt, time);
	}

	private refill(now: number): void {
		const passed = this.refilledAt === -Infinity ? 0 : Math.max(0, now - this.refilledAt);
		this.tokens = Math.min(this.burst, this.tokens + (passed / 1000) * this.rate);
		this.refilledAt = Math.max(this.refilledAt, now);
	}
}
