/**
 * The rules by themselves: what is wrong with a resource, in a sentence, or nothing. Nothing of Pulumi is in here, as a
 * `PolicyPack` opens a server as soon as it is made, and a test would never end.
 */

/** A resource's inputs; of a notebook, an image, or whatever else a program declares. */
export type Properties = Record<string, unknown>;

export const NOTEBOOK = "pulumi-nodejs:dynamic/modelarts:Notebook";
export const NOTEBOOK_INSTANCE = "pulumi-nodejs:dynamic/modelarts:NotebookInstance";
export const CLOUD_IMAGE = "pulumi-nodejs:dynamic/ims:CloudImage";

/** Every notebook stops by itself, after so many hours at most: a forgotten one costs nothing. */
export function findEndlessNotebook(type: string, properties: Properties, longestHours: number): string | undefined {
	const hours = type === NOTEBOOK ? hoursOfLease(properties) : type === NOTEBOOK_INSTANCE ? hoursOfStop(properties) : 0;
	if (hours === Infinity) return `It never stops by itself. Allowed are ${longestHours} hours.`;
	if (hours > longestHours) return `It stops by itself after ${hours} hours. Allowed are ${longestHours}.`;
	return undefined;
}

/** Every cloud image says in its tags whose it is. Registered images have no tags. */
export function findOwnerlessImage(type: string, properties: Properties): string | undefined {
	if (type !== CLOUD_IMAGE) return undefined;
	const { owner } = (properties.tags ?? {}) as { owner?: unknown };
	return owner ? undefined : "It has no tag `owner`: whom does one ask before it is deleted?";
}

/** Without a lease the service's own holds, which is an hour. */
function hoursOfLease({ lease }: Properties): number {
	const { enable = true, duration = 3_600_000 } = (lease ?? {}) as { enable?: boolean; duration?: number };
	return !enable || duration < 0 ? Infinity : duration / 3_600_000;
}

/** Without `autoStop` it runs until somebody stops it. */
function hoursOfStop({ autoStop }: Properties): number {
	const { enable = false, duration = 3600 } = (autoStop ?? {}) as { enable?: boolean; duration?: number };
	return enable ? duration / 3600 : Infinity;
}
