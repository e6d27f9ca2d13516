import type { CallOptions } from "../cloud/call";
import type { Cloud } from "../cloud/cloud";
import { isImageGone, PAGE_SIZE, type RegisteredImage } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { perOwner } from "../waiting/per-owner";
import { Reader } from "../waiting/reader";
import { type Limits, type Overview, Watcher } from "../waiting/watcher";

/** Looks at an image; one that is gone is `DELETED`. */
export async function look(
	id: string,
	{ cloud, ...options }: CallOptions & Pick<Context, "cloud">,
): Promise<RegisteredImage> {
	try {
		return await cloud.modelartsImages.showImage(id, options);
	} catch (error) {
		if (isImageGone(error)) return { id, status: "DELETED" };
		throw error;
	}
}

/** Whoever waits for an image of this workspace: one list shows all. */
export function watchImages(
	workspaceId: string | undefined,
	{ cloud }: Pick<Context, "cloud">,
): Watcher<RegisteredImage> {
	return watcherOf(cloud, workspaceId ?? "0");
}

const watcherOf = perOwner(
	(cloud: Cloud, workspaceId) =>
		new Watcher<RegisteredImage>(
			{
				one: (id, limits) => look(id, { ...limits, cloud }),
				many: (_waiting, limits) => list(cloud, workspaceId, limits),
			},
			cloud,
		),
);

/** Whoever reads an image of this workspace. */
export function readImages(
	workspaceId: string | undefined,
	{ cloud }: Pick<Context, "cloud">,
): Reader<RegisteredImage> {
	return readerOf(cloud, workspaceId ?? "0");
}

const readerOf = perOwner(
	(cloud: Cloud, workspaceId) =>
		new Reader<RegisteredImage>(
			{
				one: (id, limits) => look(id, { ...limits, cloud }),
				all: (limits) => list(cloud, workspaceId, limits),
			},
			cloud,
		),
);

async function list(
	{ modelartsImages }: Cloud,
	workspaceId: string,
	limits: Limits,
): Promise<Overview<RegisteredImage>> {
	const found = await modelartsImages.listImages({ workspace_id: workspaceId }, limits);
	return {
		seen: new Map(found.map((image) => [image.id, image])),
		requests: Math.ceil((found.length + 1) / PAGE_SIZE),
	};
}
