import type { Core } from "../core";
import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import type { CreateRequest, StorageRequest } from "./request-types";

/** The rules for the main storage, in the documented order. */
export function checkStorage({ spec }: CreateRequest, core: Core, refusals: ModelArtsRefusals): void {
	const { storage } = spec;
	if (!storage) throw refusals.refuse("6316");
	if (!["obs", "evs", "obsfs"].includes(storage.type.toLowerCase())) throw refusals.refuse("6324");
	if (isKind(storage, "obs")) checkObsPath(storage.location?.path, core, refusals);
	if (isKind(storage, "obsfs")) checkFileSystem(storage, refusals);
	if (isKind(storage, "evs")) checkVolume(storage, core, refusals);
	for (const extension of spec.extend_storage ?? []) {
		if (!isKind(extension, "obsfs")) throw refusals.refuse("6324");
		checkFileSystem(extension, refusals);
	}
}

/** The oldest edition writes OBS and EVS in capitals, its samples do not. */
export function isKind({ type }: StorageRequest, kind: "obs" | "evs" | "obsfs"): boolean {
	return type.toLowerCase() === kind;
}

function checkObsPath(path: string | undefined, core: Core, refusals: ModelArtsRefusals): void {
	if (!path) throw refusals.refuse("6317");
	if (!path.endsWith("/")) throw refusals.refuse("6318");
	const inside = path.replace(/^\/|\/$/g, "");
	if (!inside.includes("/")) throw refusals.refuse("6358");
	const found = core.objects.find("files", path) ?? core.objects.findBelow("files", path);
	if (!found && core.settings.values.strictWorld)
		throw refusals.refuse("6320", "the bucket or the directory does not exist");
	const storageClass = found?.["storageClass"];
	if (typeof storageClass === "string" && !/^standard$/i.test(storageClass)) throw refusals.refuse("6371");
}

/** The name of a parallel file system, without a folder in it. */
function checkFileSystem({ location }: StorageRequest, refusals: ModelArtsRefusals): void {
	if (!location?.path || /[^/]\/[^/]/.test(location.path)) throw refusals.refuse("6336", "path");
}

function checkVolume({ location }: StorageRequest, core: Core, refusals: ModelArtsRefusals): void {
	const [smallest, largest] = core.settings.values.evsSizeRange;
	const size = location?.volume_size ?? smallest;
	if (size < smallest || size > largest) throw refusals.refuse("6331", smallest, largest);
}
