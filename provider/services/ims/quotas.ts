import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { operation } from "../http/operation";
import { readQuotas } from "../quota";

export const operations = {
	/** `image`: private images; in some clouds also `image_shared` and `image_member`. */
	listQuotas: operation({
		name: "showImageQuota",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v1/cloudimages/quota",
		permission: "ims:quotas:get",
		request: () => ({ object: "the quota of images" }),
		read: readQuotas,
	}),
};

export type ImsQuotas = ReturnType<typeof createImsQuotas>;

export function createImsQuotas(client: Client) {
	return bindOperations(client, {}, operations);
}
