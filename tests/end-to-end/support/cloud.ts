import { type RequestEntry, startSimulator, type Simulator, type SimulatorOptions } from "modelarts-simulator";

/** Durations in milliseconds of operations that take minutes in the cloud. */
const DURATIONS = {
	createInstance: 300,
	changeInstanceStatus: 100,
	deleteInstance: 50,
	createNotebook: 300,
	startNotebook: 100,
	stopNotebook: 100,
	deleteNotebook: 50,
	updateNotebook: 100,
	createNotebookImage: 300,
	attachDynamicStorage: 50,
	detachDynamicStorage: 50,
};

/** A notebook as the service returns it; only the fields that tests read. */
export interface CloudNotebook {
	readonly id: string;
	readonly project_id: string;
	readonly name: string;
	readonly description: string;
	readonly status: string;
	readonly flavor: string;
	readonly spec: { readonly auto_stop: { readonly enable: boolean; readonly duration?: number } };
}

const clouds: Simulator[] = [];

afterAll(async () => {
	await Promise.all(clouds.map((cloud) => cloud.close()));
});

/** A cloud of a test file, closed after it. */
export async function openCloud({ settings, ...options }: SimulatorOptions = {}): Promise<Simulator> {
	const durations = { ...DURATIONS, ...settings?.durations };
	const cloud = await startSimulator({ ...options, settings: { ...settings, durations } });
	clouds.push(cloud);
	return cloud;
}

/** The settings of the provider as environment variables. */
export function environmentOf(cloud: Simulator): Record<string, string> {
	return {
		HW_ACCESS_KEY: cloud.accessKey,
		HW_SECRET_KEY: cloud.secretKey,
		HW_REGION_NAME: cloud.region,
		HW_PROJECT_ID: cloud.projectId,
		HW_ENDPOINTS: JSON.stringify(cloud.endpoints),
	};
}

/** The same as configuration of a stack. */
export function configOf(cloud: Simulator): Record<string, string> {
	return {
		"huaweicloud:accessKey": cloud.accessKey,
		"huaweicloud:region": cloud.region,
		"huaweicloud:projectId": cloud.projectId,
		"huaweicloud:endpoints": JSON.stringify(cloud.endpoints),
	};
}

/** The existing notebooks, oldest first. */
export function notebooksIn(cloud: Simulator): CloudNotebook[] {
	const { instances } = cloud.admin.state() as { instances: CloudNotebook[] };
	return instances.filter(({ status }) => status !== "DELETED");
}

/** The only notebook. */
export function theNotebookIn(cloud: Simulator): CloudNotebook {
	const [notebook, ...others] = notebooksIn(cloud);
	if (!notebook || others.length > 0) throw new Error(`Expected one notebook, there are ${others.length}.`);
	return notebook;
}

/** Changes a notebook outside of Pulumi, like a user at the console. */
export function tamper(cloud: Simulator, id: string, patch: object): void {
	cloud.admin.putObjects({ instances: [{ id, patch }] });
}

/** Names of the called operations that change something, in order. */
export function changesTo(cloud: Simulator): string[] {
	// The search by tags is a POST as well.
	const isChange = ({ method, operation }: RequestEntry) => method !== "GET" && operation !== "listImageByTags";
	const sent = cloud.admin.requests().filter(isChange);
	return sent.map(({ operation, method, path }) => operation ?? `${method} ${path}`);
}

/** How often an operation was called. */
export function countCalls(cloud: Simulator, operation: string): number {
	return cloud.admin.requests().filter((request) => request.operation === operation).length;
}
