import { type Clock, systemClock } from "../clock";
import { AdaptiveRate } from "./adaptive-rate";
import { TokenBucket } from "./token-bucket";

export interface RateLimiterOptions {
	/**
	 * The maximum of requests a second.
	 *
	 * @default 50
	 */
	readonly requestsPerSecond?: number;

	readonly clock?: Clock;

	/** A number from 0 to 1, as `Math.random` gives it. */
	readonly random?: () => number;
}

export interface AcquireOptions {
	readonly signal?: AbortSignal;

	/** Milliseconds since 1970. */
	readonly deadline?: number;

	/** A poll of a long-running operation: it can wait, and leaves most of the rate to other requests. */
	readonly isPoll?: boolean;
}

interface Waiter extends Required<Pick<AcquireOptions, "deadline">> {
	readonly resolve: (isAllowed: boolean) => void;
}

/** The share of polls in the rate. */
const POLL_SHARE = 1 / 10;

/** The burst while throttled, in seconds of the rate. */
const THROTTLED_BURST = 1 / 10;

/** The maximum jitter after `Retry-After`, milliseconds. */
const MAX_JITTER = 250;

/** How many polls a second are allowed under this ceiling. */
export function pollsPerSecond(requestsPerSecond: number): number {
	return requestsPerSecond * POLL_SHARE;
}

/**
 * Limits the requests to one service for one project: a ceiling of requests a second, lower for a while after throttling; a
 * tenth of it for polls; and none at all until the time of a `Retry-After`. First come, first served.
 */
export class RateLimiter {
	private readonly adaptiveRate: AdaptiveRate;
	private readonly requests: TokenBucket;
	private readonly polls: TokenBucket;
	private readonly clock: Clock;
	private readonly random: () => number;
	private readonly queue: Waiter[] = [];
	private pollQueue: Promise<unknown> = Promise.resolve();
	private pausedUntil = 0;
	private isServing = false;
	private sleepEnd = new AbortController();

	constructor({ requestsPerSecond = 50, clock = systemClock, random = Math.random }: RateLimiterOptions = {}) {
		this.adaptiveRate = new AdaptiveRate(requestsPerSecond);
		this.requests = new TokenBucket(requestsPerSecond);
		this.polls = new TokenBucket(pollsPerSecond(requestsPerSecond));
		this.clock = clock;
		this.random = random;
	}

	/** Waits until one more request is allowed. Gives `false`, without a wait, if that is not before the deadline. */
	async acquire({ signal, deadline = Infinity, isPoll = false }: AcquireOptions = {}): Promise<boolean> {
		signal?.throwIfAborted();
		if (isPoll) await this.acquirePoll(signal, deadline);
		return this.enqueue(signal, deadline);
	}

	/** Sends no request for so many milliseconds, as the service requested. */
	pauseFor(milliseconds: number): void {
		const until = this.clock.now() + milliseconds + this.random() * MAX_JITTER;
		this.pausedUntil = Math.max(this.pausedUntil, until);
		this.requests.blockUntil(this.pausedUntil);
		this.dropLate((waiter) => waiter.deadline < this.pausedUntil);
	}

	/** The service throttled a request that was sent at `sentAt`: the rate decreases. */
	recordThrottle(sentAt: number): void {
		const now = this.clock.now();
		if (this.adaptiveRate.recordThrottle(sentAt, now)) this.adjust(now);
	}

	/** Polls take their tokens in order. */
	private acquirePoll(signal: AbortSignal | undefined, deadline: number): Promise<void> {
		const turn = this.pollQueue.then(async () => {
			for (;;) {
				const now = this.clock.now();
				const wait = signal?.aborted ? 0 : this.polls.computeWait(now);
				// The last poll before a deadline is worth more than the order.
				if (wait === 0 || now + wait > deadline) break;
				await this.clock.sleep(wait, signal);
			}
			signal?.throwIfAborted();
			this.polls.consume(this.clock.now());
		});
		this.pollQueue = turn.catch(() => {});
		return turn;
	}

	private enqueue(signal: AbortSignal | undefined, deadline: number): Promise<boolean> {
		if (this.pausedUntil > this.clock.now() && this.pausedUntil > deadline) return Promise.resolve(false);

		return new Promise((resolve, reject) => {
			const abort = () => {
				this.remove(waiter);
				reject(signal?.reason as Error);
			};
			const settle = (isAllowed: boolean) => {
				signal?.removeEventListener("abort", abort);
				resolve(isAllowed);
			};
			const waiter: Waiter = { deadline, resolve: settle };
			signal?.addEventListener("abort", abort, { once: true });
			this.queue.push(waiter);
			void this.serve();
		});
	}

	/** Releases the waiters, one by one, as fast as the rate allows. */
	private async serve(): Promise<void> {
		if (this.isServing) return;
		this.isServing = true;
		while (this.queue.length > 0) {
			const now = this.clock.now();
			this.adjust(now);
			// Whole milliseconds, as clocks count them.
			const wait = Math.ceil(Math.max(this.pausedUntil - now, this.requests.computeWait(now)));
			if (wait > 0) {
				this.dropLate(({ deadline }) => deadline < now + wait);
				this.sleepEnd = new AbortController();
				if (this.queue.length > 0) await this.clock.sleep(wait, this.sleepEnd.signal).catch(() => {});
				continue;
			}
			this.requests.consume(now);
			this.queue.shift()?.resolve(true);
		}
		this.isServing = false;
	}

	private adjust(now: number): void {
		const rate = this.adaptiveRate.rateAt(now);
		const isThrottled = rate < this.adaptiveRate.ceiling;
		this.requests.configure(rate, Math.max(1, isThrottled ? rate * THROTTLED_BURST : rate), now);
		this.polls.configure(pollsPerSecond(rate), Math.max(1, pollsPerSecond(rate)), now);
	}

	/** Rejects waiters whose deadline is earlier than their turn. */
	private dropLate(isLate: (waiter: Waiter) => boolean): void {
		for (const waiter of this.queue.filter(isLate)) {
			this.remove(waiter);
			waiter.resolve(false);
		}
	}

	private remove(waiter: Waiter): void {
		const index = this.queue.indexOf(waiter);
		if (index >= 0) this.queue.splice(index, 1);
		// There is no waiter left.
		if (this.queue.length === 0) this.sleepEnd.abort();
	}
}
