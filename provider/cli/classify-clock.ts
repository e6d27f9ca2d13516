import type { CheckResult } from "./check-result";
import { formatAge } from "./terminal";

/** The time of a response by this machine's clock, and by the service's. */
export interface ClockSample {
	/** Milliseconds since 1970, in the middle between request and response. */
	readonly local: number;

	/** The response's `Date` header, a whole second. */
	readonly remote: number;
}

/** With a larger difference the services reject signatures, milliseconds. */
const MAX_SKEW = 15 * 60_000;

/** A larger difference is reported, milliseconds. */
const SHOWN_SKEW = 60_000;

/** Compares this machine's clock with the services'. */
export function classifyClock(samples: readonly ClockSample[]): CheckResult {
	const skews = samples.map(({ local, remote }) => local - remote).sort((one, other) => one - other);
	const skew = skews[Math.floor(skews.length / 2)];
	if (skew === undefined) {
		return { check: "clock", verdict: "skipped", message: "no response had a Date header" };
	}

	const size = Math.abs(skew);
	if (size < SHOWN_SKEW) return { check: "clock", verdict: "ok", message: "within one minute of the services' clocks" };

	const message = `${formatAge(size)} ${skew > 0 ? "ahead of" : "behind"} the services' clocks`;
	const advice = "Correct this machine's clock: signatures are valid for 15 minutes.";
	return { check: "clock", verdict: size > MAX_SKEW ? "failed" : "warning", message, advice };
}
