import { ApiError } from "../cloud/errors";
import type { CloudImageAnswer, PatchOperation } from "../cloud/ims-images";
import type { Context } from "../lifecycle";
import type { Making } from "./making";
import type { Inputs } from "./properties";
import { MARK_KEY } from "./tag-rules";
import { listWanted, markOf, type WantedImage } from "./wanted";

type Value = string | number;

/** The tags of an image are too many. */
const TOO_MANY_TAGS = "IMG.0116";

/**
 * Brings all that can be changed in place to what the inputs say, each on the image that it belongs to; and marks the
 * images as done, last.
 *
 * @param before the inputs as they were: what they set and the new ones do not is set back
 */
export async function applySettings(making: Making, inputs: Inputs, before: Inputs, context: Context): Promise<void> {
	const wanted = listWanted(inputs);
	const earlier = listWanted(before);
	// The first image is the one that the resource's id names: its mark is the last request.
	for (const [at, image] of [...making.images.entries()].reverse()) {
		const want = wanted[at];
		if (!want) continue;

		const operations = listOperations(image, want, earlier[at] ?? want);
		if (operations.length > 0) {
			making.images[at] = await context.cloud.imsImages.updateImage(image.id, operations, context);
		}
		await applyTags(image.id, want, earlier[at]?.tags ?? {}, markOf(inputs, "done"), context);
	}
}

/** Marks fresh images as done; nothing else has to be said of what was just made as asked. */
export async function markAsDone({ images }: Making, inputs: Inputs, context: Context): Promise<void> {
	for (const { id } of [...images].reverse()) await context.cloud.imsTags.addTags(id, markOf(inputs, "done"), context);
}

/**
 * The differing properties, in one request. What the image does not have yet is added, the rest replaced. What was set
 * earlier and is not wanted any more is set back; what nobody ever declared is left alone.
 */
export function listOperations(image: CloudImageAnswer, want: WantedImage, earlier: WantedImage): PatchOperation[] {
	const operations: PatchOperation[] = [];
	function set(path: string, found: Value | undefined, wanted: Value | undefined, standard: Value): void {
		if (wanted === undefined || String(found ?? standard) === String(wanted)) return;
		operations.push({ op: found === undefined ? "add" : "replace", path, value: wanted });
	}

	set("/name", image.name, want.name, "");
	set("/__description", image.__description, want.description ?? (earlier.description && ""), "");
	if (want.isData) return operations;

	set("/min_ram", image.min_ram, want.minRam ?? (earlier.minRam && 0), 0);
	set("/max_ram", image.max_ram, want.maxRam ?? (earlier.maxRam && 0), 0);
	set("/enterprise_project_id", image.enterprise_project_id, want.enterpriseProjectId, "0");
	set("/hw_firmware_type", image.hw_firmware_type, want.hwFirmwareType, "bios");
	return operations;
}

/**
 * At no moment a wanted tag is missing: add and overwrite first, remove last. Only where the image has no room for the
 * new ones, those that are not wanted any more make room first. Tags that are not ours are left alone.
 */
async function applyTags(
	id: string,
	{ tags }: WantedImage,
	earlier: Readonly<Record<string, string>>,
	mark: Record<string, string>,
	context: Context,
): Promise<void> {
	const { imsTags } = context.cloud;
	const there = await imsTags.listTags(id, context);
	const missing = Object.entries({ ...tags, ...mark }).filter(([key, value]) => there[key] !== value);
	const obsolete = Object.keys(earlier).filter((key) => !(key in tags) && key in there && key !== MARK_KEY);

	try {
		await imsTags.addTags(id, Object.fromEntries(missing), context);
		await imsTags.removeTags(id, obsolete, context);
	} catch (error) {
		if (!(error instanceof ApiError) || error.code !== TOO_MANY_TAGS || obsolete.length === 0) throw error;
		await imsTags.removeTags(id, obsolete, context);
		await imsTags.addTags(id, Object.fromEntries(missing), context);
	}
}
