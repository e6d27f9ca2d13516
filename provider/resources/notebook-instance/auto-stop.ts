import { normalize } from "../../definition/diff";
import { boolean, integer, object, type TypesOf } from "../../definition/fields";
import { keepSpelling } from "../../definition/read-back";
import { valueAt } from "../../definition/unknown";
import type { Violation } from "../../definition/violation";
import type { Properties } from "../../lifecycle/contract";
import type { AutoStopBody } from "../../services/modelarts/instances";

const parts = {
	/** Whether it is stopped by itself. */
	enable: boolean({ optional: true, serviceDefault: false }),

	/**
	 * Seconds from start to stop, `3600` to `86400`; required when `enable` is true. Holds for every later start; a
	 * change while the notebook runs takes effect at its next start.
	 */
	duration: integer({ optional: true, min: 3600, max: 86_400, unit: "seconds" }),

	/** Whether the console reminds the user before it stops. */
	prompt: boolean({ optional: true, serviceDefault: true }),
};

const options = { optional: true, onChange: "update", serviceDefault: {} } as const;
const complete = object(parts, options);

/** Stop the notebook by itself after a while, so that a forgotten one costs nothing. */
export const autoStopField = object(parts, {
	...options,
	request: "spec.auto_stop",
	toRequest: toAutoStopBody,
	drift: readAutoStop,
});

export type AutoStop = TypesOf<typeof parts>;

/** Complete, because what is left out of an update keeps its value. */
export function toAutoStopBody(autoStop: AutoStop | undefined): AutoStopBody {
	return normalize(complete, autoStop) as AutoStopBody;
}

function readAutoStop(declared: AutoStop | undefined, found: AutoStop | undefined): AutoStop | undefined {
	if (!found) return declared;
	// While it is off, its duration means nothing.
	if (!found.enable && !declared?.enable && declared?.duration === undefined) return declared;
	return keepSpelling(complete, declared, { ...found, duration: found.duration ?? declared?.duration });
}

/** What is switched on needs a time. */
export function* findAutoStopViolations(inputs: Properties): Iterable<Violation> {
	const enable = valueAt(inputs, ["autoStop", "enable"]);
	if (enable === true && valueAt(inputs, ["autoStop", "duration"]) === undefined)
		yield { path: ["autoStop", "duration"], expected: "3600 to 86400 (seconds), as `enable` is true" };
}
