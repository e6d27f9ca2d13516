import type { SettingsChange } from "modelarts-simulator";
import type { Response } from "./client";
import { Cloud } from "./cloud";

/** Starts a cloud in which creating an image takes exactly ten seconds. */
export function startIms(settings: SettingsChange = {}): Promise<Cloud> {
	return Cloud.start({ ...settings, durations: { createImage: 10_000, ...settings.durations } });
}

/** One valid request of each kind. */
export const requests = {
	server: { name: "sys", instance_id: "server-1" },
	volume: { name: "sys", volume_id: "volume-1", os_version: "CentOS 7.0 64bit" },
	file: { name: "sys", image_url: "bkt:sys.qcow2", min_disk: 40 },
	iso: {
		name: "sys",
		image_url: "bkt:sys.iso",
		min_disk: 40,
		type: "IsoImage",
		os_version: "CentOS 7.0 64bit",
	},
	quick: {
		name: "sys",
		image_url: "bkt:sys.zvhd2",
		min_disk: 40,
		is_quick_import: true,
		os_version: "CentOS 7.0 64bit",
	},
	fileWithData: {
		name: "sys",
		image_url: "bkt:sys.qcow2",
		min_disk: 40,
		data_images: [
			{ name: "data-1", image_url: "bkt:d1.qcow2", min_disk: 10 },
			{ name: "data-2", image_url: "bkt:d2.qcow2", min_disk: 20 },
		],
	},
	dataVolumes: {
		data_images: [
			{ name: "data-1", volume_id: "volume-1" },
			{ name: "data-2", volume_id: "volume-2" },
		],
	},
};

export const createImage = (cloud: Cloud, body: unknown): Promise<Response> =>
	cloud.call("POST", "/v2/cloudimages/action", body);

/** Starts a job and returns its id. */
export async function startJob(cloud: Cloud, body: unknown): Promise<string> {
	const { json, text } = await createImage(cloud, body);
	if (typeof json?.job_id !== "string") throw new Error(text);
	return json.job_id as string;
}

/** Creates images, waits for them, and returns their ids, the system image's first. */
export async function createImages(cloud: Cloud, body: unknown): Promise<string[]> {
	const id = await startJob(cloud, body);
	cloud.clock.advance(10_000);
	const { entities } = await getJob(cloud, id);
	const subJobs = (entities.sub_jobs_result ?? []) as { entities: { image_id: string } }[];
	return subJobs.length > 0 ? subJobs.map((subJob) => subJob.entities.image_id) : [entities.image_id];
}

export async function getJob(cloud: Cloud, id: string): Promise<Response["json"]> {
	return (await cloud.call("GET", `/v1/${cloud.simulator.projectId}/jobs/${id}`)).json;
}

export async function listImages(cloud: Cloud, query = ""): Promise<Response["json"][]> {
	const response = await cloud.call("GET", `/v2/cloudimages${query}`);
	if (response.status !== 200) throw new Error(response.text);
	return response.json.images as Response["json"][];
}

export const listNames = async (cloud: Cloud, query = ""): Promise<string[]> =>
	(await listImages(cloud, query)).map(({ name }) => name as string);

export const patchImage = (cloud: Cloud, id: string, ...changes: object[]): Promise<Response> =>
	cloud.call("PATCH", `/v2/cloudimages/${id}`, changes);

export const tagsPath = (cloud: Cloud, id: string): string => `/v2/${cloud.simulator.projectId}/images/${id}/tags`;

/** The status and the error code of a response of IMS. */
export const errorOf = ({ status, json }: Response): [number, string] => [status, json?.error?.code];
