import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { isObject } from "../http/error-body";
import { buildPath } from "../http/url";

/** How many private images there are in the region, and how many there may be. */
export interface ImageQuota {
	readonly used: number;
	readonly quota: number;
}

/** The quota of private images, by the documented `GET /v1/cloudimages/quota`. */
export async function showImageQuota(client: Client, options?: RequestOptions): Promise<ImageQuota> {
	return client.perform(
		{
			operation: "showImageQuota",
			verb: "read",
			object: "the quota of images",
			kind: "read",
			method: "GET",
			path: buildPath("v1", "cloudimages", "quota"),
			permission: "ims:quotas:get",
			read: readQuota,
		},
		options,
	);
}

function readQuota({ quotas }: Record<string, unknown>): ImageQuota | undefined {
	const resources: unknown[] = isObject(quotas) && Array.isArray(quotas.resources) ? quotas.resources : [];
	const images = resources.filter(isObject).find(({ type }) => type === "image");
	const [used, quota] = [Number(images?.used), Number(images?.quota)];
	return Number.isFinite(used) && Number.isFinite(quota) ? { used, quota } : undefined;
}
