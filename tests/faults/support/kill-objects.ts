import type { Simulator } from "modelarts-simulator";
import { type Subject, workspaceOf } from "./kill-subjects";

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

/** Name prefix of the existing unmanaged notebooks. */
const THEIRS = "theirs-";

/** Names of the objects of a resource, in a request's body as well: `"evs_1-1a2b3c4"`, `/custom_1:1`. */
export function namePattern({ name }: Pick<Subject, "name">): string {
	return `(^|["/])${name}(-[0-9a-f]{7})?(-\\d)?([":]|$)`;
}

/** Source of the state: a cloud, or one snapshot of it for many questions. */
export interface Shown {
	readonly admin: { state(): object };
}

/** A snapshot. A state is copied with each request for it, and hundreds of resources are searched for in it. */
export function takeSnapshot(cloud: Shown): Shown {
	const state = cloud.admin.state();
	return { admin: { state: () => state } };
}

function readState(cloud: Shown): State {
	return cloud.admin.state() as State;
}

/** All existing objects of resources, of all kinds; oldest first. */
export function objectsIn(cloud: Shown): CloudObject[] {
	const { instances, notebooks, customImages, cloudImages } = readState(cloud);
	const ours = notebooks.filter(({ name }) => !name.startsWith(THEIRS));
	const registered = customImages.filter(({ type }) => type !== "BUILD_IN");
	const named = registered.map((image) => ({ ...image, name: image.swr_path }));
	return [...instances, ...ours, ...named, ...cloudImages].filter(({ status }) => status !== "DELETED");
}

/** The existing objects of one resource. */
export function objectsOf(cloud: Shown, subject: Pick<Subject, "name">): CloudObject[] {
	const pattern = new RegExp(namePattern(subject));
	return objectsIn(cloud).filter(({ name }) => pattern.test(name));
}

/** Whether all of its objects exist and are stable. */
export function areReady(cloud: Shown, subject: Subject): boolean {
	const objects = objectsOf(cloud, subject);
	const isReady = objects.every(({ status }) => ["RUNNING", "ACTIVE", "active"].includes(status));
	return isReady && objects.length >= subject.kind.objects;
}

/**
 * Adds existing notebooks, one for each image that is saved from one. Each is in a workspace of its own, so that its
 * waiter reads it individually.
 *
 * @returns how programs learn their ids: a variable of the environment
 */
export function addExistingNotebook(cloud: Simulator, subjects: readonly Subject[]): Record<string, string> {
	for (const { name, kind } of subjects) {
		if (kind.notebook === undefined) continue;
		const create = { name: THEIRS + name, workspace_id: workspaceOf(name) };
		cloud.admin.putObjects({ notebooks: [{ create, patch: { status: kind.notebook } }] });
	}
	const snapshot = takeSnapshot(cloud);
	const found = subjects.map((subject) => [subject.name, notebookOf(snapshot, subject)?.id] as const);
	return { THEIR_NOTEBOOKS: JSON.stringify(Object.fromEntries(found)) };
}

/** The notebook that a resource uses, if any. */
export function notebookOf(cloud: Shown, { name }: Pick<Subject, "name">): CloudObject | undefined {
	return readState(cloud).notebooks.find((notebook) => notebook.name === THEIRS + name);
}

const texts = new WeakMap<object, string>();

function textOf(job: object): string {
	const text = texts.get(job) ?? JSON.stringify(job);
	texts.set(job, text);
	return text;
}

/** Jobs that create these objects. */
export function jobsOf(cloud: Shown, ids: readonly string[]): string[] {
	const { jobs } = readState(cloud);
	if (ids.length === 0) return [];
	return jobs.flatMap((job) => (ids.some((id) => textOf(job).includes(id)) ? job.job_id : []));
}
