import type { Core } from "../core";
import { isObject } from "../settings/setting";

/** A failure to come, one element of the setting `customImageFailures`. */
export interface CustomImageFailure {
	/** Regular expression for the SWR path. Left out: any. */
	readonly path?: string;
	/** How many registrations fail so; 1 if left out, null for all. */
	readonly times?: number | null;
	/** CREATE_FAILED if left out. */
	readonly status?: "CREATE_FAILED" | "ERROR";
	readonly statusMessage?: string;
}

/** Decides, when a registration begins, whether it is going to fail. */
export class CustomImageFailures {
	private readonly used = new WeakMap<CustomImageFailure, number>();

	constructor(private readonly core: Core) {}

	take(swrPath: string): CustomImageFailure | undefined {
		const order = this.core.settings.values.customImageFailures.find(
			(candidate) =>
				new RegExp(candidate.path ?? "").test(swrPath) &&
				(this.used.get(candidate) ?? 0) < (candidate.times === undefined ? 1 : (candidate.times ?? Infinity)),
		);
		if (order) this.used.set(order, (this.used.get(order) ?? 0) + 1);
		return order;
	}
}

/** What the setting accepts as one element. */
export function isCustomImageFailure(value: unknown): boolean {
	if (!isObject(value)) return false;
	const known = ["path", "times", "status", "statusMessage"];
	const { path = "", status = "ERROR" } = value;
	return (
		Object.keys(value).every((key) => known.includes(key)) &&
		typeof path === "string" &&
		(status === "ERROR" || status === "CREATE_FAILED")
	);
}
