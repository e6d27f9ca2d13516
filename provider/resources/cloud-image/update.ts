import { isDeepStrictEqual } from "node:util";
import { listUpdatable } from "../../definition/diff";
import type { Field } from "../../definition/fields";
import { findInResponse } from "../../definition/read-back";
import { nameInResponse } from "../../definition/request";
import { areTagsKnown, compareTags } from "../../definition/tags";
import { ApiError } from "../../services/http/errors";
import { isGarbled } from "../../services/shape/shape";
import type { CloudImageResponse, PatchOperation } from "../../services/ims/images";
import type { Context, Existing } from "../../lifecycle/contract";
import { isInDoubt, readUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { MARKER_KEY } from "../../lifecycle/create-safety/ownership-marker";
import { cloudImage, type Inputs, type Outputs } from "./definition";
import { type DesiredImage, listDesiredImages, type Setting } from "./desired-images";
import { markerOf } from "./marker";
import { type ImageSet, observe, type TrackedImages } from "./image-set";
import { getTags } from "./poll";

/** The tags of an image are too many. */
const TOO_MANY_TAGS = "IMG.0116";

/** What can be changed in place, all of it or a part. */
export const IN_PLACE = listUpdatable(cloudImage);

/** An input that is changed in place. */
type Name = (typeof IN_PLACE)[number];

/** Work on images, by the names of the inputs. */
export type Plan = UpdatePlan<Inputs, Name>;

/** Where an image has what an input says, and what it says there. */
function findSetting(name: Name, image: CloudImageResponse) {
	const field: Field = cloudImage.inputs[name];
	const property = nameInResponse(name, field) as keyof CloudImageResponse;
	const read = (response: object) => (findInResponse(name, field, response) ?? "") as Setting;
	// Left out of the program, it is as if nobody had said anything, unless it stays as it is.
	const unset = field.keepWhenOmitted ? undefined : read({});
	const isUnknown = isGarbled(image, [property]);
	const isThere = isUnknown || image[property] !== undefined;
	return { path: `/${property}`, isThere, found: isUnknown ? undefined : read(image), unset };
}

function listSettings({ settings }: DesiredImage): Name[] {
	return Object.keys(settings) as Name[];
}

/**
 * Brings what is to be changed in place to what the inputs say, each on the image that it belongs to: what differs by
 * declaration, and what an interrupted run may have set otherwise. What the inputs as they were set and the new ones do
 * not is set back. The markers of a create are completed last.
 */
export async function applySettings(
	tracked: TrackedImages,
	inputs: Inputs,
	work: Plan,
	context: Context,
): Promise<void> {
	const desired = listDesiredImages(inputs);
	const earlier = listDesiredImages(work.before);
	const marker = work.stage === "create" ? markerOf(inputs, "done") : {};
	const { images } = tracked.observed;
	// The first image is the one that the resource's id names: its marker is the last request.
	for (const [at, image] of [...images.entries()].reverse()) {
		const want = desired[at];
		if (!want) continue;

		const was = earlier[at] ?? want;
		const isPending = (name: Name) => work.isPending(name) || (want.isData && work.isPending("dataImages"));
		const operations = listOperations(image, want, was, isPending);
		if (operations.length > 0) {
			work.begin(IN_PLACE);
			const changed = await context.services.imsImages.updateImage(image.id, operations, context);
			observe(tracked, { images: tracked.observed.images.with(at, changed) });
		}
		await applyTags(image.id, { want, was, marker, isPending: isPending("tags") }, work, context);
	}
}

/** Completes the markers of fresh images; nothing else has to be said of what was just made as asked. */
export async function completeMarkers({ images }: ImageSet, inputs: Inputs, context: Context): Promise<void> {
	for (const { id } of [...images].reverse())
		await context.services.imsTags.addTags(id, markerOf(inputs, "done"), context);
}

/**
 * The properties to change, in one request: those of which the declaration differs, or an interrupted change is pending, if
 * the image has another value. What it does not have yet is added, the rest replaced. What was set earlier and is not
 * wanted any more is set back; what nobody ever declared is left alone.
 */
export function listOperations(
	image: CloudImageResponse,
	want: DesiredImage,
	earlier: DesiredImage,
	isPending: (name: Name) => boolean,
): PatchOperation[] {
	return listSettings(want).flatMap((name): PatchOperation[] => {
		const { path, isThere, found, unset } = findSetting(name, image);
		const isDue = want.settings[name] !== earlier.settings[name] || isPending(name);
		const value = want.settings[name] ?? (earlier.settings[name] ? unset : undefined);
		if (!isDue || value === undefined || String(found) === String(value)) return [];
		return [{ op: isThere ? "replace" : "add", path, value }];
	});
}

/** Whether a look shows images as the state has them, and nothing yet of what is to be changed; tags are not in it. */
export function areImagesKnown(
	images: readonly CloudImageResponse[],
	old: Existing<Inputs, Outputs>,
	news: Inputs,
): boolean {
	if (isInDoubt(old.outputs)) return false;
	const [before, desired] = [listDesiredImages(old.inputs), listDesiredImages(news)];
	return images.every((image, at) => {
		const [was, want] = [before[at], desired[at]];
		return !was || !want || image.status === undefined || isImageKnown(image, was, want);
	});
}

function isImageKnown(image: CloudImageResponse, was: DesiredImage, want: DesiredImage): boolean {
	return listSettings(want).every((name) => {
		const [before, desired] = [was.settings[name], want.settings[name]];
		const found = String(findSetting(name, image).found);
		const isNew = desired !== undefined && desired !== before;
		return (before === undefined || found === String(before)) && !(isNew && found === String(desired));
	});
}

/** The tags of an image as they are to be and as they were declared before, and our marker if it is to be rewritten. */
interface TagChange {
	readonly want: DesiredImage;
	readonly was: DesiredImage;
	readonly marker: Readonly<Record<string, string>>;
	readonly isPending: boolean;
}

/**
 * At no moment a wanted tag is missing: add and overwrite first, remove last. Only where the image has no room for the
 * new ones, those that are not wanted any more make room first. Tags that are not ours are left alone.
 */
async function applyTags(id: string, change: TagChange, work: Plan, context: Context): Promise<void> {
	const { want, was, marker, isPending } = change;
	const isDue = isPending || !isDeepStrictEqual(want.tags, was.tags) || Object.keys(marker).length > 0;
	if (!isDue) return;

	const { imsTags } = context.services;
	const there = await readUntilKnown(
		() => getTags(id, context),
		(observed) => areTagsKnown(was.tags, want.tags, observed),
		context,
	);
	const markers = compareTags({}, marker, there, true);
	const { missing, obsolete: dropped } = compareTags(was.tags, want.tags, there, isPending);
	const [added, obsolete] = [{ ...missing, ...markers.missing }, dropped.filter((key) => key !== MARKER_KEY)];
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
