import { isThere, listDescribed, type ObjectInventory, readDescriptionOf } from "../../lifecycle/inventory";
import type { InstanceResponse } from "../../services/modelarts/instances";
import { get } from "./poll";

export const inventory: ObjectInventory = {
	markerIn: "description",
	isByWorkspace: true,

	async list(services, workspace_id) {
		const found = await services.demanager.listInstances({ workspace_id, show_self: false });
		return found.filter(isThere).map((instance) => listDescribed(instance, describe(instance)));
	},

	readMarker: async (id, context) => readDescriptionOf(await get(id, context)),

	async declareUnread(id, context) {
		const { profile, pool } = await context.services.demanager.getInstance(id, context);
		return {
			profileId: profile?.id ?? profile?.name,
			pool: pool?.id ? { id: pool.id, type: pool.type, name: pool.name } : undefined,
		};
	},
};

function describe({ flavor, spec, creation_timestamp: createdAt }: InstanceResponse) {
	const storage = spec?.storage;
	const diskSize = storage?.type?.toLowerCase() === "evs" ? storage.location?.volume_size : undefined;
	return { createdAt: Number(createdAt) || undefined, billed: { machine: flavor, diskSize } };
}
