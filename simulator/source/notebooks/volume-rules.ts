import type { Core } from "../core";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import type { Notebook, Volume } from "./notebook";
import type { VolumeRequest } from "./request-types";

/** Validates the combination of the volume's fields; the schema has validated each field. */
export function checkVolume(volume: VolumeRequest, core: Core, errors: ModelArtsErrors): void {
	const { category, ownership, capacity, uri, id } = volume;
	const kind = category.toUpperCase();
	const dedicated = ownership.toUpperCase() === "DEDICATED";
	if (dedicated && kind !== "EFS") throw errors.create("6336", "ownership");
	if ((dedicated || kind.startsWith("OBS")) && !uri) throw errors.create("6335", "uri");
	if (dedicated && !id) throw errors.create("6335", "id");
	if (capacity === undefined || capacity === null) return;
	if (kind === "EVS") checkEvsSize(capacity, core, errors);
	else if (capacity < 1) throw errors.create("6336", "capacity");
}

/** Checks that a disk does not shrink and is not already growing. */
export function checkGrowth(notebook: Notebook, size: number, core: Core, errors: ModelArtsErrors): void {
	const { category, capacity = 0, status } = notebook.record.volume;
	if (category !== "EVS" || size < capacity) throw errors.create("6336", "storage_new_size");
	checkEvsSize(size, core, errors);
	if (status === "RESIZING") throw errors.create("6357");
}

function checkEvsSize(size: number, core: Core, errors: ModelArtsErrors): void {
	const [min, max] = core.settings.values.evsSizeRange;
	if (size < min || size > max) throw errors.create("6331", min, max);
}

/** Creates a volume: enumeration values in upper case, omitted fields with their defaults. */
export function makeVolume({ category, ownership, capacity, ...rest }: VolumeRequest, core: Core): Volume {
	const { evsSizeRange, efsDefaultSize } = core.settings.values;
	const kind = category.toUpperCase();
	const defaultSize = kind === "EVS" ? evsSizeRange[0] : kind.startsWith("OBS") ? undefined : efsDefaultSize;
	const size = capacity ?? defaultSize;
	return {
		category: kind,
		ownership: ownership.toUpperCase(),
		...(size !== undefined && { capacity: size }),
		mount_path: rest.mount_path ?? "/home/ma-user/work/",
		...(rest.uri && { uri: rest.uri }),
		...(rest.id && { id: rest.id }),
		...(typeof rest.read_only === "boolean" && { read_only: rest.read_only }),
	};
}
