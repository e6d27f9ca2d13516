export interface Backoff {
	/**
	 * Upper end of the first delay in milliseconds; it doubles with every attempt.
	 *
	 * @default 1000
	 */
	readonly firstDelay?: number;

	/**
	 * No delay is longer than this many milliseconds, unless the service itself requests it.
	 *
	 * @default 30000
	 */
	readonly maxDelay?: number;

	/** A number from 0 to 1, as `Math.random` gives it. */
	readonly random?: () => number;
}

/** The maximum of a requested delay, milliseconds: beyond it, the clock or the unit of the service may be wrong. */
const MAX_RETRY_AFTER = 5 * 60_000;

/**
 * Milliseconds to wait after the given attempt (the first is 1).
 *
 * Full jitter: anything between nothing and the doubled delay, so that callers that were rejected together do not return
 * together.
 */
export function computeDelay(attempt: number, options: Backoff = {}): number {
	const { firstDelay = 1000, maxDelay = 30_000, random = Math.random } = options;
	return random() * Math.min(maxDelay, firstDelay * 2 ** Math.min(attempt - 1, 30));
}

/**
 * The milliseconds that a `Retry-After` header requests, given in seconds or as an HTTP date; `undefined` if there is
 * none or it says nothing sensible.
 *
 * A date is compared with the server's own `Date` header where there is one, so a local clock that is off does no harm.
 */
export function parseRetryAfter(value: string | undefined, now: number, serverDate?: string): number | undefined {
	const text = value?.trim();
	if (!text) return undefined;

	const desired = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - (parseDate(serverDate) ?? now);
	return Number.isNaN(desired) ? undefined : Math.min(Math.max(desired, 0), MAX_RETRY_AFTER);
}

/** An HTTP date in milliseconds since 1970. */
export function parseDate(value: string | undefined): number | undefined {
	const time = value === undefined ? NaN : Date.parse(value);
	return Number.isNaN(time) ? undefined : time;
}
