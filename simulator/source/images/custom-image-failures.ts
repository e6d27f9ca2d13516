import { FailureInjector } from "../failures/failure-injector";
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
	private readonly injector = new FailureInjector<CustomImageFailure>();

	/** `scenarios`: reads the setting. */
	constructor(private readonly scenarios: () => readonly CustomImageFailure[]) {}

	consume(swrPath: string): CustomImageFailure | undefined {
		return this.injector.consume(this.scenarios(), ({ path }) => new RegExp(path ?? "").test(swrPath));
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
