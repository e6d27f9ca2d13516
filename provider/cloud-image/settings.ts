import { isDeepStrictEqual } from "node:util";
import { compareTags } from "../checking/tags";
import { ApiError } from "../cloud/errors";
import type { CloudImageAnswer, PatchOperation } from "../cloud/ims-images";
import type { Context } from "../lifecycle";
import { IN_PLACE, type UpdateWork } from "./changes";
import type { Making } from "./making";
import type { Inputs } from "./properties";
import { MARK_KEY } from "./tag-rules";
import { listWanted, markOf, type WantedImage } from "./wanted";

type Value = string | number;

/** The tags of an image are too many. */
const TOO_MANY_TAGS = "IMG.0116";

/** A setting of an image that is changed in place. */
type Setting = Exclude<keyof WantedImage, "isData" | "origin">;

/**
 * Brings what is to be changed in place to what the inputs say, each on the image that it belongs to: what differs by
 * declaration, and what an interrupted run may have set otherwise. What the inputs as they were set and the new ones do
 * not is set back. The images of a create are marked as done, last.
 */
export async function applySettings(making: Making, inputs: Inputs, work: UpdateWork, context: Context): Promise<void> {
	const wanted = listWanted(inputs);
	const earlier = listWanted(work.before);
	const mark = work.stage === "create" ? markOf(inputs, "done") : {};
	// The first image is the one that the resource's id names: its mark is the last request.
	for (const [at, image] of [...making.images.entries()].reverse()) {
		const want = wanted[at];
		if (!want) continue;

		const was = earlier[at] ?? want;
		const isPending = (name: Setting) => work.isPending(name) || (want.isData && work.isPending("dataImages"));
		const operations = listOperations(image, want, was, isPending);
		if (operations.length > 0) {
			work.begin(IN_PLACE);
			making.images[at] = await context.cloud.imsImages.updateImage(image.id, operations, context);
		}
		await applyTags(image.id, { want, was, mark, isPending: isPending("tags") }, work, context);
	}
}

/** Marks fresh images as done; nothing else has to be said of what was just made as asked. */
export async function markAsDone({ images }: Making, inputs: Inputs, context: Context): Promise<void> {
	for (const { id } of [...images].reverse()) await context.cloud.imsTags.addTags(id, markOf(inputs, "done"), context);
}

/**
 * The properties to change, in one request: those of which the declaration differs, or an interrupted change is pending, if
 * the image has another value. What it does not have yet is added, the rest replaced. What was set earlier and is not
 * wanted any more is set back; what nobody ever declared is left alone.
 */
export function listOperations(
	image: CloudImageAnswer,
	want: WantedImage,
	earlier: WantedImage,
	isPending: (name: Setting) => boolean,
): PatchOperation[] {
	const operations: PatchOperation[] = [];
	function set(
		name: Setting,
		path: string,
		found: Value | undefined,
		wanted: Value | undefined,
		standard: Value,
	): void {
		const isDue = want[name] !== earlier[name] || isPending(name);
		if (!isDue || wanted === undefined || String(found ?? standard) === String(wanted)) return;
		operations.push({ op: found === undefined ? "add" : "replace", path, value: wanted });
	}

	set("name", "/name", image.name, want.name, "");
	const description = want.description ?? (earlier.description && "");
	set("description", "/__description", image.__description, description, "");
	if (want.isData) return operations;

	set("minRam", "/min_ram", image.min_ram, want.minRam ?? (earlier.minRam && 0), 0);
	set("maxRam", "/max_ram", image.max_ram, want.maxRam ?? (earlier.maxRam && 0), 0);
	const { enterpriseProjectId, hwFirmwareType } = want;
	set("enterpriseProjectId", "/enterprise_project_id", image.enterprise_project_id, enterpriseProjectId, "0");
	set("hwFirmwareType", "/hw_firmware_type", image.hw_firmware_type, hwFirmwareType, "bios");
	return operations;
}

/** The tags of an image as they are to be and as they were declared before, and our mark if it is to be rewritten. */
interface TagChange {
	readonly want: WantedImage;
	readonly was: WantedImage;
	readonly mark: Readonly<Record<string, string>>;
	readonly isPending: boolean;
}

/**
 * At no moment a wanted tag is missing: add and overwrite first, remove last. Only where the image has no room for the
 * new ones, those that are not wanted any more make room first. Tags that are not ours are left alone.
 */
async function applyTags(id: string, change: TagChange, work: UpdateWork, context: Context): Promise<void> {
	const { want, was, mark, isPending } = change;
	const isDue = isPending || !isDeepStrictEqual(want.tags, was.tags) || Object.keys(mark).length > 0;
	if (!isDue) return;

	const { imsTags } = context.cloud;
	const there = await imsTags.listTags(id, context);
	const marks = compareTags({}, mark, there, true);
	const { missing, obsolete: dropped } = compareTags(was.tags, want.tags, there, isPending);
	const [added, obsolete] = [{ ...missing, ...marks.missing }, dropped.filter((key) => key !== MARK_KEY)];
	if (Object.keys(added).length + obsolete.length > 0) work.begin(IN_PLACE);
	try {
		await imsTags.addTags(id, added, context);
		await imsTags.removeTags(id, obsolete, context);
	} catch (error) {
		if (!(error instanceof ApiError) || error.code !== TOO_MANY_TAGS || obsolete.length === 0) throw error;
		await imsTags.removeTags(id, obsolete, context);
		await imsTags.addTags(id, added, context);
	}
}
