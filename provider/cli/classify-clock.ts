import type { Finding } from "./check-result";
import { writeAge } from "./terminal";

/** When an answer arrived by this machine's clock, and when it was sent by the service's own. */
export interface ClockSample {
	/** Milliseconds since 1970, in the middle between the request and its answer. */
	readonly local: number;

	/** The answer's `Date` header, a whole second. */
	readonly remote: number;
}

/** Beyond this difference, signatures are refused, milliseconds. */
const REFUSED = 15 * 60_000;

/** Beyond this one it is worth a word. */
const NOTICED = 60_000;

/** How far this machine's clock is from the services'. */
export function judgeClock(samples: readonly ClockSample[]): Finding {
	const skews = samples.map(({ local, remote }) => local - remote).sort((one, other) => one - other);
	const skew = skews[Math.floor(skews.length / 2)];
	if (skew === undefined) {
		return { check: "clock", verdict: "skipped", message: "no answer said what time it is" };
	}

	const size = Math.abs(skew);
	if (size < NOTICED) return { check: "clock", verdict: "ok", message: "within a minute of the services'" };

	const message = `${writeAge(size)} ${skew > 0 ? "ahead of" : "behind"} the services'`;
	const advice = "Set this machine's clock right: signatures are valid for 15 minutes.";
	return { check: "clock", verdict: size > REFUSED ? "failed" : "warning", message, advice };
}
