import type { Core } from "../core";
import { findFlavorProcessor } from "../demanager/processor";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";

/** The offered flavors, unless the setting `flavors` lists others. */
const offered = [
	"modelarts.vm.cpu.2u",
	"modelarts.vm.cpu.8u",
	"modelarts.vm.cpu.free",
	"modelarts.vm.gpu.p100",
	"modelarts.vm.gpu.free",
	"modelarts.bm.gpu.v100NV32",
	"modelarts.kat1.xlarge",
];

const kibPerGib = 1024 * 1024;

/** The feature of a flavor: free flavors have the free feature. */
export function findFeature(flavor: string): "DEFAULT" | "NOTEBOOK" {
	return flavor.endsWith(".free") ? "DEFAULT" : "NOTEBOOK";
}

function findArchitecture(flavor: string): string {
	return findFlavorProcessor(flavor) === "Ascend" ? "AARCH64" : "X86_64";
}

/** Whether a notebook can switch between the flavors: both need the same architecture and feature. */
export function canSwitch(from: string, to: string): boolean {
	return findArchitecture(from) === findArchitecture(to) && findFeature(from) === findFeature(to);
}

export function listOfferedFlavors(core: Core): readonly string[] {
	return core.settings.values.flavors ?? offered;
}

/** A flavor as the lists show it: values derived from its name, memory in KiB as in the sample. */
export function describeFlavor(core: Core, flavor: string): Record<string, unknown> {
	const { soldOutFlavors } = core.settings.values;
	const kind = findFlavorProcessor(flavor) ?? "CPU";
	const vcpus = Number(/\.(\d+)u$/.exec(flavor)?.[1] ?? (kind === "CPU" ? 2 : 8));
	const feature = findFeature(flavor);
	return {
		id: flavor,
		name: `${kind}: ${vcpus}vCPUs ${vcpus * 4}GB`,
		description: `${kind} flavor`,
		arch: findArchitecture(flavor).toLowerCase(),
		category: kind.toUpperCase(),
		vcpus,
		memory: vcpus * 4 * kibPerGib,
		...(kind === "GPU" && { gpu: { gpu: 1, gpu_memory: "32GB", type: "nvidia-v100" } }),
		...(kind === "Ascend" && { ascend: { npu: 1, npu_memory: "32GB", type: "ascend-910" } }),
		billing: { code: flavor, unit_num: 1 },
		free: feature === "DEFAULT",
		sold_out: soldOutFlavors.includes(flavor),
		feature,
		storages: ["EFS", "EVS"],
	};
}

/** Checks that a notebook can be created with the flavor or switched to it. */
export function checkFlavor(flavor: string, feature: string, core: Core, errors: ModelArtsErrors): void {
	const { flavors, forbiddenFlavors } = core.settings.values;
	const known = flavors ? flavors.includes(flavor) : flavor.startsWith("modelarts.");
	if (!known) throw errors.create("6323");
	if (forbiddenFlavors.includes(flavor)) throw errors.create("6328");
	checkSoldOut(flavor, core, errors);
	if (findFeature(flavor) !== feature) throw errors.create("6870", flavor, feature);
}

export function checkSoldOut(flavor: string, core: Core, errors: ModelArtsErrors): void {
	if (core.settings.values.soldOutFlavors.includes(flavor)) throw errors.create("6716", flavor);
}
