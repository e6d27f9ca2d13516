import type { SettingsChange } from "modelarts-simulator";
import type { Response } from "./client";
import { Cloud } from "./cloud";

/** A cloud whose images take ten seconds each, to the millisecond. */
export function startIms(settings: SettingsChange = {}): Promise<Cloud> {
	return Cloud.start({ ...settings, durations: { createImage: 10_000, ...settings.durations } });
}

/** One good request of each kind. */
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

export const act = (cloud: Cloud, body: unknown): Promise<Response> =>
	cloud.call("POST", "/v2/cloudimages/action", body);

/** Starts a job and hands back its id. */
export async function begin(cloud: Cloud, body: unknown): Promise<string> {
	const { json, text } = await act(cloud, body);
	if (typeof json?.job_id !== "string") throw new Error(text);
	return json.job_id as string;
}

/** Makes images, waits for them, and hands back their ids, the system image's first. */
export async function make(cloud: Cloud, body: unknown): Promise<string[]> {
	const id = await begin(cloud, body);
	cloud.clock.advance(10_000);
	const { entities } = await job(cloud, id);
	const below = (entities.sub_jobs_result ?? []) as { entities: { image_id: string } }[];
	return below.length > 0 ? below.map((part) => part.entities.image_id) : [entities.image_id];
}

export async function job(cloud: Cloud, id: string): Promise<Response["json"]> {
	return (await cloud.call("GET", `/v1/${cloud.simulator.projectId}/jobs/${id}`)).json;
}

export async function list(cloud: Cloud, query = ""): Promise<Response["json"][]> {
	const answer = await cloud.call("GET", `/v2/cloudimages${query}`);
	if (answer.status !== 200) throw new Error(answer.text);
	return answer.json.images as Response["json"][];
}

export const names = async (cloud: Cloud, query = ""): Promise<string[]> =>
	(await list(cloud, query)).map(({ name }) => name as string);

export const patch = (cloud: Cloud, id: string, ...changes: object[]): Promise<Response> =>
	cloud.call("PATCH", `/v2/cloudimages/${id}`, changes);

export const tagsPath = (cloud: Cloud, id: string): string => `/v2/${cloud.simulator.projectId}/images/${id}/tags`;

/** The code of an error in the shape of IMS, with the status. */
export const refusalOf = ({ status, json }: Response): [number, string] => [status, json?.error?.code];
