import { type Clock, systemClock } from "../clock";
import { AdaptiveRate } from "./adaptive-rate";
import { TokenBucket } from "./token-bucket";

export interface RateLimiterOptions {
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

/** Who wants to send a request. */
export interface AcquireOptions {
	readonly signal?: AbortSignal;

	/** Milliseconds since 1970. */
	readonly deadline?: number;

	/** A look at something that takes its time: it can wait, and has to leave room for the rest. */
	readonly isPoll?: boolean;
}

interface Waiter extends Required<Pick<AcquireOptions, "deadline">> {
	readonly resolve: (mayGo: boolean) => void;
}

/** Looks have so much of the whole. */
const POLL_SHARE = 1 / 10;

/** After a refusal, so much of a second's worth may go at once. */
const THROTTLED_BURST = 1 / 10;

/** How much later, in milliseconds, we come back at most than the service asked for. */
const MAX_JITTER = 250;

/** How many looks a second are allowed under this ceiling. */
export function pollsPerSecond(requestsPerSecond: number): number {
	return requestsPerSecond * POLL_SHARE;
}

/**
 * What one service may be asked on behalf of one project: a ceiling of requests a second, lower for a while when the
 * service refuses; a tenth of it for looks; and a gate that everybody waits at while the service wants to be left alone
 * (`Retry-After`). First come, first served.
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

	/**
	 * Waits until one more request is allowed. Says `false`, without waiting for it, when that is not before the
	 * deadline.
	 */
	async acquire({ signal, deadline = Infinity, isPoll = false }: AcquireOptions = {}): Promise<boolean> {
		signal?.throwIfAborted();
		if (isPoll) await this.acquirePoll(signal, deadline);
		return this.enter(signal, deadline);
	}

	/** Nobody asks for so many milliseconds: the service said so. */
	pauseFor(milliseconds: number): void {
		const until = this.clock.now() + milliseconds + this.random() * MAX_JITTER;
		this.pausedUntil = Math.max(this.pausedUntil, until);
		this.requests.emptyUntil(this.pausedUntil);
		this.dropLate((entry) => entry.deadline < this.pausedUntil);
	}

	/** The service refused a request that was sent at `sentAt`, for being one too many: we become slower. */
	recordThrottle(sentAt: number): void {
		const now = this.clock.now();
		if (this.adaptiveRate.recordThrottle(sentAt, now)) this.adjust(now);
	}

	/** One look after the other: none of them overtakes. */
	private acquirePoll(signal: AbortSignal | undefined, deadline: number): Promise<void> {
		const turn = this.pollQueue.then(async () => {
			for (;;) {
				const now = this.clock.now();
				const wait = signal?.aborted ? 0 : this.polls.computeWait(now);
				// The last look before a deadline is worth more than the order.
				if (wait === 0 || now + wait > deadline) break;
				await this.clock.sleep(wait, signal);
			}
			signal?.throwIfAborted();
			this.polls.consume(this.clock.now());
		});
		this.pollQueue = turn.catch(() => {});
		return turn;
	}

	private enter(signal: AbortSignal | undefined, deadline: number): Promise<boolean> {
		if (this.pausedUntil > this.clock.now() && this.pausedUntil > deadline) return Promise.resolve(false);

		return new Promise((resolve, reject) => {
			const giveUp = () => {
				this.remove(entry);
				reject(signal?.reason as Error);
			};
			const waitUntilStable = (mayGo: boolean) => {
				signal?.removeEventListener("abort", giveUp);
				resolve(mayGo);
			};
			const entry: Waiter = { deadline, resolve: waitUntilStable };
			signal?.addEventListener("abort", giveUp, { once: true });
			this.queue.push(entry);
			void this.serve();
		});
	}

	/** Lets those who wait go, one by one, as fast as is allowed. */
	private async serve(): Promise<void> {
		if (this.isServing) return;
		this.isServing = true;
		while (this.queue.length > 0) {
			const now = this.clock.now();
			this.adjust(now);
			// Whole milliseconds: clocks know no others.
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
		const isCautious = rate < this.adaptiveRate.ceiling;
		this.requests.configure(rate, Math.max(1, isCautious ? rate * THROTTLED_BURST : rate), now);
		this.polls.configure(pollsPerSecond(rate), Math.max(1, pollsPerSecond(rate)), now);
	}

	/** Their time is over before it is their turn. */
	private dropLate(isLate: (entry: Waiter) => boolean): void {
		for (const entry of this.queue.filter(isLate)) {
			this.remove(entry);
			entry.resolve(false);
		}
	}

	private remove(entry: Waiter): void {
		const at = this.queue.indexOf(entry);
		if (at >= 0) this.queue.splice(at, 1);
		// Nobody is left to wait for.
		if (this.queue.length === 0) this.sleepEnd.abort();
	}
}
