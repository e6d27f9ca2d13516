import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { isObject } from "../http/error-body";
import { operation } from "../http/operation";

/** How many private images there are in the region, and how many there may be. */
export interface ImageQuota {
	readonly used: number;
	readonly quota: number;
}

export const operations = {
	/** The quota of private images. */
	showImageQuota: operation({
		name: "showImageQuota",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v1/cloudimages/quota",
		permission: "ims:quotas:get",
		request: () => ({ object: "the quota of images" }),
		read: readQuota,
	}),
};

export type ImsQuota = ReturnType<typeof createImsQuota>;

export function createImsQuota(client: Client) {
	return bindOperations(client, {}, operations);
}

function readQuota({ quotas }: Record<string, unknown>): ImageQuota | undefined {
	const resources: unknown[] = isObject(quotas) && Array.isArray(quotas.resources) ? quotas.resources : [];
	const images = resources.filter(isObject).find(({ type }) => type === "image");
	const [used, quota] = [Number(images?.used), Number(images?.quota)];
	return Number.isFinite(used) && Number.isFinite(quota) ? { used, quota } : undefined;
}
