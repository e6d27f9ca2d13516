import { FailureInjector } from "../failures/failure-injector";
import { isObject } from "../settings/setting";

/** A failure scenario, one element of the setting `customImageFailures`. */
export interface CustomImageFailure {
	/** Regular expression for the SWR path. Default: any. */
	readonly path?: string;
	/** How many registrations fail; default 1, null for all. */
	readonly times?: number | null;
	/** Default: CREATE_FAILED. */
	readonly status?: "CREATE_FAILED" | "ERROR";
	readonly statusMessage?: string;
}

/** Decides at the start of a registration whether it will fail. */
export class CustomImageFailures {
	private readonly injector = new FailureInjector<CustomImageFailure>();

	/** `scenarios` returns the current value of the setting. */
	constructor(private readonly scenarios: () => readonly CustomImageFailure[]) {}

	consume(swrPath: string): CustomImageFailure | undefined {
		return this.injector.consume(this.scenarios(), ({ path }) => new RegExp(path ?? "").test(swrPath));
	}
}

/** Whether a value is a valid element of the setting. */
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
