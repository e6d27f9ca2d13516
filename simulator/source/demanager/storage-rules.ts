import type { Core } from "../core";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import type { CreateRequest, StorageRequest } from "./request-types";

/** Validates the storage, in the documented order. */
export function checkStorage({ spec }: CreateRequest, core: Core, errors: ModelArtsErrors): void {
	const { storage } = spec;
	if (!storage) throw errors.create("6316");
	if (!["obs", "evs", "obsfs"].includes(storage.type.toLowerCase())) throw errors.create("6324");
	if (isKind(storage, "obs")) checkObsPath(storage.location?.path, core, errors);
	if (isKind(storage, "obsfs")) checkFileSystem(storage, errors);
	if (isKind(storage, "evs")) checkVolume(storage, core, errors);
	for (const extension of spec.extend_storage ?? []) {
		if (!isKind(extension, "obsfs")) throw errors.create("6324");
		checkFileSystem(extension, errors);
	}
}

/** Compares without case: the oldest edition writes OBS and EVS in capitals, its samples do not. */
export function isKind({ type }: StorageRequest, kind: "obs" | "evs" | "obsfs"): boolean {
	return type.toLowerCase() === kind;
}

function checkObsPath(path: string | undefined, core: Core, errors: ModelArtsErrors): void {
	if (!path) throw errors.create("6317");
	if (!path.endsWith("/")) throw errors.create("6318");
	const inside = path.replace(/^\/|\/$/g, "");
	if (!inside.includes("/")) throw errors.create("6358");
	const found = core.objects.find("files", path) ?? core.objects.findByPrefix("files", path);
	if (!found && core.settings.values.strictWorld)
		throw errors.create("6320", "the bucket or the directory does not exist");
	const storageClass = found?.["storageClass"];
	if (typeof storageClass === "string" && !/^standard$/i.test(storageClass)) throw errors.create("6371");
}

/** The path must be the name of a parallel file system, without a folder. */
function checkFileSystem({ location }: StorageRequest, errors: ModelArtsErrors): void {
	if (!location?.path || /[^/]\/[^/]/.test(location.path)) throw errors.create("6336", "path");
}

function checkVolume({ location }: StorageRequest, core: Core, errors: ModelArtsErrors): void {
	const [min, max] = core.settings.values.evsSizeRange;
	const size = location?.volume_size ?? min;
	if (size < min || size > max) throw errors.create("6331", min, max);
}
