/**
 * Limits requests to a rate, with bursts after idle time.
 *
 * Has no clock: the caller passes the time and waits.
 */
export class TokenBucket {
	private tokens: number;
	private refilledAt = -Infinity;

	constructor(
		/** Requests a second. */
		private rate: number,
		/** How many may be sent at once. */
		private burst: number = Math.max(1, rate),
	) {
		if (!(rate > 0)) throw new RangeError("Expected `rate` to be more than zero.");
		this.tokens = burst;
	}

	/** Another rate from now on; tokens beyond the new burst are lost. */
	configure(rate: number, burst: number, now: number): void {
		this.refill(now);
		this.rate = rate;
		this.burst = burst;
		this.tokens = Math.min(this.tokens, burst);
	}

	/** Whole milliseconds until the next token; 0 if there is one. */
	computeWait(now: number): number {
		this.refill(now);
		// Sums of thirds and tenths never quite make one.
		return this.tokens >= 1 - 1e-6 ? 0 : Math.ceil(((1 - this.tokens) / this.rate) * 1000 - 1e-6);
	}

	/** Takes one token. */
	consume(now: number): void {
		this.refill(now);
		this.tokens = Math.max(0, this.tokens - 1);
	}

	/** No tokens until then: waiters must not all be released at once. */
	blockUntil(time: number): void {
		this.tokens = 0;
		this.refilledAt = Math.max(this.refilledAt, time);
	}

	private refill(now: number): void {
		const passed = this.refilledAt === -Infinity ? 0 : Math.max(0, now - this.refilledAt);
		this.tokens = Math.min(this.burst, this.tokens + (passed / 1000) * this.rate);
		this.refilledAt = Math.max(this.refilledAt, now);
	}
}
