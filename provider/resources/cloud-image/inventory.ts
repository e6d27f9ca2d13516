import { MARKER_KEY, type MarkerState, readMarkerState } from "../../lifecycle/create-safety/ownership-marker";
import type { ListedObject, ObjectInventory } from "../../lifecycle/inventory";
import type { CloudImageResponse } from "../../services/ims/images";
import type { Services } from "../../services/services";
import type { Inputs } from "./definition";
import { isDataImage } from "./image-set";
import { recallInputs } from "./import/infer-inputs";

export const inventory: ObjectInventory = {
	markerIn: "tag",
	isByWorkspace: false,
	list: listTaggedImages,

	async readMarker(id, context) {
		if (!(await context.services.imsImages.findImage(id, context))) return undefined;
		return (await context.services.imsTags.listTags(id, context))[MARKER_KEY] ?? "";
	},

	recallInputs: (read, marker) => ({ ...recallInputs(read as unknown as Inputs, marker) }),
};

/** Lists images with our tag; the images of one request are one object. */
async function listTaggedImages(services: Services): Promise<ListedObject[]> {
	const tagged = await services.imsTags.findImagesByTag(MARKER_KEY, undefined);
	const images: TaggedImage[] = [];
	for (const { id, tags } of tagged) {
		const tag = tags[MARKER_KEY] ?? "";
		const image = readMarkerState(tag) ? await services.imsImages.findImage(id) : undefined;
		if (image && image.status !== "deleted") images.push({ image, tag });
	}
	const byCreate = new Map<string, TaggedImage[]>();
	for (const image of images) {
		const create = image.tag.replace(/\.\w+$/, "");
		byCreate.set(create, [...(byCreate.get(create) ?? []), image]);
	}
	return [...byCreate.values()].flatMap(splitDuplicates).map(describeImages);
}

/** One marker of several images: that which says most clearly that a state has them. */
function findMost(markers: readonly string[]): string | undefined {
	const states: readonly MarkerState[] = ["done", "kept"];
	const [most] = states.flatMap((state) => markers.filter((marker) => readMarkerState(marker) === state));
	return most ?? markers[0];
}

interface TaggedImage {
	readonly image: CloudImageResponse;
	readonly tag: string;
}

/** Two system images with the same marker are two objects, of one resource: the second is a duplicate after a lost response. */
function splitDuplicates(images: readonly TaggedImage[]): TaggedImage[][] {
	const isData = ({ image }: TaggedImage) => isDataImage(image);
	const [system, ...others] = images.filter((image) => !isData(image));
	const data = images.filter(isData);
	return [[...(system ? [system] : []), ...data], ...others.map((image) => [image])];
}

function describeImages(tagged: readonly TaggedImage[]): ListedObject {
	const images = tagged.map(({ image }) => image);
	const markers = tagged.map(({ tag }) => tag);
	const [first] = images;
	const sizes = images.map(({ __image_size: size }) => Number(size ?? Number.NaN)).filter((size) => size > 0);
	return {
		id: images.map(({ id }) => id).join(","),
		name: first?.name ?? "",
		status: first?.status ?? "",
		createdAt: Date.parse(first?.created_at ?? "") || undefined,
		billed: { storedBytes: sizes.length > 0 ? sizes.reduce((sum, size) => sum + size) : undefined },
		tag: findMost(markers),
		markers,
		names: images.map(({ name = "" }) => name),
	};
}
