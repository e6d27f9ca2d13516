import type { CloudImageResponse } from "../../../services/ims/images";
import type { Context } from "../../../lifecycle/contract";
import { getImages, matchImages } from "../match-images";
import type { Inputs } from "../definition";
import { hasSystemImage } from "../sources";
import { MARK_KEY } from "../tag-rules";
import { listDesiredImages, type DesiredImage } from "../desired-images";
import { isDataImage } from "../outputs";

/** Data images appear so much before their system image at most, and so much after it, milliseconds. */
const BEFORE = 60_000;
const AFTER = 60 * 60_000;

/** An image that has the name of a wanted one, and why it is not taken for it. */
export interface Ambiguous {
	readonly image: CloudImageResponse;
	readonly why: string;
}

/**
 * The data images of a file, where the service has dropped their tags and the job does not name them.
 *
 * Taken is what has the name and the source of the request, is a data image of this project without anybody's mark, is
 * as old as the system image of the same request, and is the only such image; all else is named.
 */
export async function findUnmarked(
	inputs: Inputs,
	known: readonly CloudImageResponse[],
	context: Context,
): Promise<{ ours: CloudImageResponse[]; ambiguous: Ambiguous[] }> {
	const desired = listDesiredImages(inputs);
	if (!hasSystemImage(inputs) || known.length === 0 || known.length >= desired.length)
		return { ours: [], ambiguous: [] };

	const observed = await getImages(
		known.map(({ id }) => id),
		context,
	);
	const matched = matchImages(observed, inputs);
	const system = matched[0];
	const missing = system ? desired.filter(({ isData }, at) => isData && !matched[at]) : [];
	const results = await Promise.all(missing.map((want) => findOne(want, observed, system, context)));
	return { ours: results.flatMap(({ ours }) => ours), ambiguous: results.flatMap(({ ambiguous }) => ambiguous) };
}

async function findOne(
	want: DesiredImage,
	known: readonly CloudImageResponse[],
	system: CloudImageResponse | undefined,
	context: Context,
): Promise<{ ours: CloudImageResponse[]; ambiguous: Ambiguous[] }> {
	const { cloud } = context;
	const named = await cloud.imsImages.listImages({ name: want.name, owner: cloud.projectId }, context);
	const candidates = named.filter(
		({ id, name, status }) =>
			name === want.name && status !== "deleted" && status !== "killed" && known.every((image) => image.id !== id),
	);
	const judged = await Promise.all(
		candidates.map(async (image) => ({ image, why: await refuse(image, want, system, context) })),
	);
	const fitting = judged.filter(({ why }) => why === undefined).map(({ image }) => image);
	const ambiguous = judged.flatMap(({ image, why }) => (why === undefined ? [] : [{ image, why }]));
	if (fitting.length < 2) return { ours: fitting, ambiguous };
	return {
		ours: [],
		ambiguous: [...ambiguous, ...fitting.map((image) => ({ image, why: "there are several that fit" }))],
	};
}

/** Why an image of that name is not surely what the request has made. */
async function refuse(
	image: CloudImageResponse,
	{ origin }: DesiredImage,
	system: CloudImageResponse | undefined,
	context: Context,
): Promise<string | undefined> {
	if (!isDataImage(image)) return "it is no data image";
	if (origin === undefined || image.__data_origin !== origin) return "it was made from something else";

	const age = Date.parse(image.created_at ?? "") - Date.parse(system?.created_at ?? "");
	if (!(age >= -BEFORE && age <= AFTER)) return "it was made at another time";

	const tags = await context.cloud.imsTags.listTags(image.id, context);
	return MARK_KEY in tags ? "it carries the mark of another resource" : undefined;
}
