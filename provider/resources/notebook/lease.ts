import { boolean, integer, object, oneOfInAnyCase, toUpper, type TypesOf } from "../../definition/fields";
import { toTime } from "../../definition/read-back";
import type { CreateNotebookBody, LeaseBody, NewLease, NotebookResponse } from "../../services/modelarts/notebooks";
import { isGarbled } from "../../services/shape/shape";
import { readText } from "./volume";

/** Two leases are the same if they end within this time of one another, milliseconds: their beginnings are not exact. */
const TOLERANCE = 60_000;

/** What the service takes where nobody says, milliseconds. */
const DEFAULT_DURATION = 3_600_000;

const fields = {
	/**
	 * `false` disables the lease: the notebook runs until it is stopped. The service does not document how to ask for that;
	 * live clients send a duration of `-1`.
	 *
	 * @default true
	 */
	enable: boolean({ optional: true }),

	/**
	 * **Milliseconds** from a start, or from the change, until it is stopped: `3600000` (an hour) to `259200000` (three
	 * days); `-1` is another way to say `enable: false`.
	 *
	 * @default the service's, an hour
	 */
	duration: integer({
		optional: true,
		min: 3_600_000,
		max: 259_200_000,
		also: -1,
		expected: "a whole number from 3600000 to 259200000 (milliseconds: an hour to three days), or -1 for ever",
	}),

	/**
	 * In any case. `timing`: after `duration`; `idle`: after `duration` without use.
	 *
	 * @default "timing"
	 */
	type: oneOfInAnyCase(["timing", "idle"], { optional: true }),
};

/** Stop the notebook by itself, so that a forgotten one costs nothing. */
export type Lease = TypesOf<typeof fields>;

/** A create sends it in another place, and a response shows that of a run: `toLeaseOfBody`, `readLease`. */
export const lease = object(fields, {
	optional: true,
	onChange: "update",
	normalize: (value) => normalizeLease(value as Lease | undefined),
	request: false,
});

/** How long, and counted how; `-1` where it is disabled. */
export function normalizeLease(value: Lease | undefined): unknown {
	if (value === null || typeof value !== "object") return value;
	if (isDisabled(value)) return -1;
	const { duration, type } = value;
	return duration === undefined && type === undefined
		? undefined
		: { duration: duration ?? DEFAULT_DURATION, type: toUpper(type ?? "timing") };
}

export function isDisabled(value: Lease | undefined): boolean {
	return value?.enable === false || value?.duration === -1;
}

/** For ever can only be said beside `lease`. */
export function toLeaseOfBody(value: Lease | undefined): Pick<CreateNotebookBody, "duration" | "lease"> {
	const { duration, type } = toNewLease(value);
	if (duration === -1) return { duration };
	return duration === undefined && type === undefined ? {} : { lease: { duration, type } };
}

/** What a start or a renewal says of the time until the notebook is stopped; nothing for the service's default. */
export function toNewLease(value: Lease | undefined): NewLease {
	return isDisabled(value) ? { duration: -1 } : { duration: value?.duration, type: value?.type?.toLowerCase() };
}

/** Whether anything that a lease is told from has another type. */
export function isLeaseGarbled(observed: NotebookResponse): boolean {
	const parts = ["duration", "type", "enable", "create_at", "update_at"] satisfies (keyof LeaseBody)[];
	return parts.some((part) => isGarbled(observed, ["lease", part]));
}

/** What was asked for: a renewal adds what had passed until then. */
export function readLease(declared: Lease | undefined, found: LeaseBody | undefined): Lease | undefined {
	// Where nothing is declared, a user may renew it as often as he wants to.
	if (!declared || typeof declared !== "object" || !found) return declared;
	if (found.enable === false || (found.duration ?? 0) < 0) return isDisabled(declared) ? declared : { enable: false };

	const { duration, create_at: start = 0, update_at: renewed = start, type } = found;
	const asked = duration === undefined ? declared.duration : duration - (renewed - start);
	const desired = declared.duration ?? DEFAULT_DURATION;
	const isSame = !isDisabled(declared) && asked !== undefined && Math.abs(asked - desired) < TOLERANCE;
	const read = readText(declared.type, type, "TIMING") as Lease["type"];
	if (isSame && read === declared.type) return declared;
	return { ...(declared.enable && { enable: true }), duration: isSame ? declared.duration : asked, type: read };
}

/** When it is stopped by itself. The reported duration counts from the lease's beginning, renewals included. */
export function readLeaseEnd({ status, lease: found }: NotebookResponse): string | undefined {
	const { create_at: start, duration = -1, enable = true } = found ?? {};
	return status === "RUNNING" && enable && start !== undefined && duration > 0 ? toTime(start + duration) : undefined;
}
