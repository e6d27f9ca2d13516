import { isPattern } from "../failures/failure-injector";
import { isObject } from "../settings/setting";

/**
 * A failure scenario, one element of the setting `jobFailures`. Without `name` and `image` all images of the job fail.
 */
export interface JobFailure {
	/** Regular expression for the image's name. */
	readonly name?: string;
	/** The index of the image in the request: 0 is the system image, or the first data image. */
	readonly image?: number;
	/** How many jobs fail; default 1, null for all. */
	readonly times?: number | null;
	readonly errorCode?: string;
	readonly failReason?: string;
	/** When it fails, as a fraction of the duration; default 1, its end. */
	readonly after?: number;
}

export interface Failure {
	readonly code: string;
	readonly reason: string;
	readonly after: number;
}

/** Decides at the start of a job which of its images will fail. */
export class JobFailures {
	private readonly used = new WeakMap<JobFailure, number>();

	/** `scenarios` returns the current value of the setting. */
	constructor(private readonly scenarios: () => readonly JobFailure[]) {}

	consume(names: readonly string[]): (Failure | undefined)[] {
		const failures: (Failure | undefined)[] = names.map(() => undefined);
		for (const scenario of this.scenarios()) {
			const hits = names.map((name, index) => matches(scenario, name, index));
			const times = scenario.times === undefined ? 1 : (scenario.times ?? Infinity);
			const used = this.used.get(scenario) ?? 0;
			if (used >= times || !hits.includes(true)) continue;
			this.used.set(scenario, used + 1);
			for (const [index, hit] of hits.entries()) if (hit) failures[index] ??= toFailure(scenario);
		}
		return failures;
	}
}

function matches({ name, image }: JobFailure, imageName: string, index: number): boolean {
	return (name === undefined || new RegExp(name).test(imageName)) && (image === undefined || image === index);
}

function toFailure({ errorCode = "IMG.0014", failReason, after = 1 }: JobFailure): Failure {
	return {
		code: errorCode,
		reason: failReason ?? "The back-end task failed: injected by the setting 'jobFailures'.",
		after,
	};
}

/** Whether a value is a valid element of the setting. */
export function isJobFailure(value: unknown): boolean {
	if (!isObject(value)) return false;
	const known = ["name", "image", "times", "errorCode", "failReason", "after"];
	const { name, image, after = 1 } = value;
	return (
		Object.keys(value).every((key) => known.includes(key)) &&
		(name === undefined || isPattern(name)) &&
		(image === undefined || Number.isInteger(image)) &&
		typeof after === "number" &&
		after >= 0 &&
		after <= 1
	);
}
