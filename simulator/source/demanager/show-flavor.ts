import type { Core } from "../core";
import { findFlavorProcessor } from "./processor";
import type { Processor } from "./processor";

const params: Readonly<Record<Processor, Record<string, unknown>>> = {
	CPU: { CPU: 2, GPU: 0, memory: "8GiB" },
	GPU: { CPU: 8, GPU: 1, gpu_type: "v100NV32", memory: "64GiB" },
	Ascend: { CPU: 24, NPU: 1, graphics_memory: "32GiB", memory: "96GiB", type: "Ascend 910" },
};

/** `flavor_details`, with the values of the documented samples for each processor. */
export function showFlavor(core: Core, flavor: string): Record<string, unknown> {
	const { soldOutFlavors, forbiddenFlavors } = core.settings.values;
	const kind = findFlavorProcessor(flavor) ?? "CPU";
	const free = flavor.endsWith(".free");
	const soldOut = soldOutFlavors.includes(flavor);
	return {
		name: flavor,
		status: soldOut ? "soldOut" : "onSale",
		type: kind,
		params: params[kind],
		storage_list: ["obs", "evs", "efs"],
		is_permitted: !forbiddenFlavors.includes(flavor),
		promo_type: free ? "Free" : "NoDiscount",
		duration: 3600,
		store_time: free ? 72 : -1,
		...(free && soldOut && { queuing_num: 3, queue_left_time: 600 }),
	};
}
