import type { Clock } from "../clock";
import { MAX_SKEW } from "../http/clock-skew";
import { parseDate } from "../rate-limit/backoff";

/** A difference that is not worth a correction: a `Date` header has whole seconds, and a response takes its time. */
const TOLERANCE = 60_000;

/**
 * The date for signatures: the machine's, corrected by the `Date` of the last successful response. A clock that is set
 * while requests are sent fails none of them: it is learned anew from the response that rejects the signature.
 */
export class ServiceDate {
	/** How far the services are ahead of the machine, milliseconds; undefined: none has accepted a request yet. */
	private ahead?: number;

	constructor(private readonly clock: Pick<Clock, "date">) {}

	now(): number {
		return this.clock.date() + (this.ahead ?? 0);
	}

	/** Learns from a response to an accepted request. */
	confirm(serverDate: string | undefined): void {
		const date = parseDate(serverDate);
		if (date === undefined) return;
		const ahead = date - this.clock.date();
		this.ahead = Math.abs(ahead) > TOLERANCE ? ahead : 0;
	}

	/**
	 * Learns from the response to a rejected signature; whether it was rejected because the machine's clock was set after an
	 * earlier request was accepted. Of a clock that was off from the beginning the user is told.
	 */
	correct(serverDate: string | undefined, signedAt: number): boolean {
		const date = parseDate(serverDate);
		if (date === undefined || this.ahead === undefined || Math.abs(date - signedAt) <= MAX_SKEW) return false;
		this.ahead = date - this.clock.date();
		return true;
	}
}
