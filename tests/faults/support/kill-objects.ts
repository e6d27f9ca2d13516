import type { Simulator } from "modelarts-simulator";
import type { Subject } from "./kill-subjects";

interface CloudObject {
	readonly id: string;
	readonly name: string;
	readonly status: string;
	readonly description?: string;
}

interface State {
	readonly instances: CloudObject[];
	readonly notebooks: CloudObject[];
	readonly customImages: (CloudObject & { swr_path: string; type: string })[];
	readonly cloudImages: (CloudObject & { min_ram?: number })[];
	readonly jobs: { job_id: string }[];
}

/** How the objects of a resource are called, in a request's body as well: `"evs_1-1a2b3c4"`, `/custom_1:1`. */
export function namePattern({ name }: Pick<Subject, "name">): string {
	return `(^|["/])${name}(-[0-9a-f]{7})?(-\\d)?([":]|$)`;
}

function readState(cloud: Simulator): State {
	return cloud.admin.state() as unknown as State;
}

/** Everything that exists, of all kinds, but for the service's own images; oldest first. */
export function objectsIn(cloud: Simulator): CloudObject[] {
	const { instances, notebooks, customImages, cloudImages } = readState(cloud);
	const registered = customImages.filter(({ type }) => type !== "BUILD_IN");
	const named = registered.map((image) => ({ ...image, name: image.swr_path }));
	return [...instances, ...notebooks, ...named, ...cloudImages].filter(({ status }) => status !== "DELETED");
}

/** What exists of one resource. */
export function objectsOf(cloud: Simulator, subject: Pick<Subject, "name">): CloudObject[] {
	const pattern = new RegExp(namePattern(subject));
	return objectsIn(cloud).filter(({ name }) => pattern.test(name));
}

/** Whether nothing more happens to it by itself. */
export function areReady(cloud: Simulator, subject: Subject): boolean {
	return objectsOf(cloud, subject).every(({ status }) => ["RUNNING", "ACTIVE", "active"].includes(status));
}

/** Jobs that make these objects. */
export function jobsOf(cloud: Simulator, ids: readonly string[]): string[] {
	const { jobs } = readState(cloud);
	return jobs.filter((job) => ids.some((id) => JSON.stringify(job).includes(id))).map((job) => job.job_id);
}
