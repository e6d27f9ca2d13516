import { readPartUntilVisible, readUntilVisible } from "../../services/read-until-visible";
import type { Services } from "../../services/services";
import { type CloudImageResponse, PAGE_SIZE } from "../../services/ims/images";
import { ApiError } from "../../services/http/errors";
import type { RequestOptions } from "../../services/http/operation";
import { createListSource } from "../../lifecycle/polling/list-source";
import { perServices } from "../../lifecycle/polling/per-services";
import { ObjectList } from "../../lifecycle/polling/object-list";
import { BatchReader } from "../../lifecycle/polling/batch-reader";
import { MARKER_KEY } from "../../lifecycle/create-safety/ownership-marker";

type PollOptions = RequestOptions & { readonly services: Services };

/** What an image looks like now; `undefined` if it is gone. */
export function getImage(id: string, options: PollOptions): Promise<CloudImageResponse | undefined> {
	const { services, ...call } = options;
	return readUntilVisible(id, () => services.imsImages.findImage(id, call), options);
}

/** The tags of an image. One that was created a moment ago may not be shown yet. */
export function getTags(id: string, options: PollOptions): Promise<Readonly<Record<string, string>>> {
	const { services, ...call } = options;
	const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404;
	return readPartUntilVisible(id, () => services.imsTags.listTags(id, call), isNotFound, options);
}

/** What images look like now; those that are gone are left out. An empty list is no clear answer: two are. */
export async function getImages(ids: readonly string[], options: PollOptions): Promise<CloudImageResponse[]> {
	const images = await Promise.all(ids.map(async (id) => (await getImage(id, options)) ?? getImage(id, options)));
	return images.filter((image) => image !== undefined).filter(({ status }) => status !== "deleted");
}

/** Whoever waits for an image to change or to go, or reads one; one that is gone is `deleted`. */
export const cloudImages = createListSource({
	one: async (services: Services, id, limits) =>
		(await getImage(id, { ...limits, services })) ?? { id, status: "deleted" },
	all: (services, _workspaceId, limits) => listOwnImages(services, limits),
	pageSize: () => PAGE_SIZE,
});

/** Whoever reads the tags of an image: one question shows those of all images with a marker of ours. */
export const readerOfTags = perServices(
	(services: Services) =>
		new BatchReader<Readonly<Record<string, string>>>(
			{
				one: (id, limits) => services.imsTags.listTags(id, limits),
				list: listOfTags(services),
			},
			services,
		),
);

function listOfTags(services: Services): ObjectList<Readonly<Record<string, string>>> {
	async function send(limits: RequestOptions) {
		const marked = await services.imsTags.findImagesByTag(MARKER_KEY, undefined, limits);
		return { observed: new Map(marked.map(({ id, tags }) => [id, tags])), requests: countPages(marked) };
	}
	return new ObjectList({ send }, services);
}

/** All images of the project. */
export function listOwnImages(services: Services, limits: RequestOptions): Promise<CloudImageResponse[]> {
	return services.imsImages.listImages({ __imagetype: "private" }, limits);
}

/** How many requests a list takes. */
export function countPages(images: readonly unknown[]): number {
	return Math.ceil((images.length + 1) / PAGE_SIZE);
}
