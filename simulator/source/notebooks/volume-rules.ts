import type { Core } from "../core";
import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import type { Notebook, Volume } from "./notebook";
import type { VolumeRequest } from "./request-types";

/** The rules that tie the volume's fields to each other; each field's own form was checked before. */
export function checkVolume(volume: VolumeRequest, core: Core, refusals: ModelArtsRefusals): void {
	const { category, ownership, capacity, uri, id } = volume;
	const kind = category.toUpperCase();
	const dedicated = ownership.toUpperCase() === "DEDICATED";
	if (dedicated && kind !== "EFS") throw refusals.refuse("6336", "ownership");
	if ((dedicated || kind.startsWith("OBS")) && !uri) throw refusals.refuse("6335", "uri");
	if (dedicated && !id) throw refusals.refuse("6335", "id");
	if (capacity === undefined || capacity === null) return;
	if (kind === "EVS") checkEvsSize(capacity, core, refusals);
	else if (capacity < 1) throw refusals.refuse("6336", "capacity");
}

/** A disk can grow, by no less than a GB, and never shrinks. The size that it has is no change. */
export function checkGrowth(notebook: Notebook, size: number, core: Core, refusals: ModelArtsRefusals): void {
	const { category, capacity = 0, status } = notebook.record.volume;
	if (category !== "EVS" || size < capacity) throw refusals.refuse("6336", "storage_new_size");
	checkEvsSize(size, core, refusals);
	if (status === "RESIZING") throw refusals.refuse("6357");
}

function checkEvsSize(size: number, core: Core, refusals: ModelArtsRefusals): void {
	const [smallest, largest] = core.settings.values.evsSizeRange;
	if (size < smallest || size > largest) throw refusals.refuse("6331", smallest, largest);
}

/** Lower-case words come back in upper case, what was left out with its default. */
export function makeVolume({ category, ownership, capacity, ...rest }: VolumeRequest, core: Core): Volume {
	const { evsSizeRange, efsDefaultSize } = core.settings.values;
	const kind = category.toUpperCase();
	const usual = kind === "EVS" ? evsSizeRange[0] : kind.startsWith("OBS") ? undefined : efsDefaultSize;
	const size = capacity ?? usual;
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
