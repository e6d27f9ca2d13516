import type { CloudImageResponse } from "../../../services/ims/images";
import { collectImageIds, collectSubJobIds } from "../../../services/ims/job-report";
import type { JobResponse } from "../../../services/ims/jobs";
import type { Context } from "../../../lifecycle/contract";
import { MARKER_KEY, type MarkerState, readMarkerState } from "../../../lifecycle/create-safety/ownership-marker";
import type { Inputs } from "../definition";
import { type DesiredImage, listDesiredImages } from "../desired-images";
import { markerOf } from "../marker";
import { idsOf, isDataImage, matchImages, mergeIds, omitKnown } from "../image-set";
import { getJob } from "../jobs";
import { getImages } from "../poll";
import { hasSystemImage } from "../sources";
import { findByMarkers } from "./markers";

/** What shows that an image is a resource's: the job names it, its tag is the ownership marker, or it fits and has none. */
export type Evidence = "job" | "tag" | "untagged";

/** An image of a resource. Of one that only the job names, nothing but the id is known. */
export interface Match {
	readonly image: CloudImageResponse;
	readonly evidence: Evidence;

	/** Its tag says that the create is finished. */
	readonly isDone?: boolean;
}

/** An image that has the name of a desired one, and why it is not taken for it. */
export interface Ambiguous {
	readonly image: CloudImageResponse;
	readonly why: string;
}

export interface Query {
	readonly inputs: Inputs;

	/** Images that are known to be the resource's: they are no matches. */
	readonly known?: readonly CloudImageResponse[];

	/** Which evidence to search for, in this order: what one search finds is known to the next. */
	readonly by: readonly Evidence[];

	/** The job that made or makes the images, as far as the service still tells it. */
	readonly job?: JobResponse;

	/** Whether to search for the tags of finished images as well. */
	readonly includesDone?: boolean;
}

export interface SearchResult {
	/** Of all matches. */
	readonly images: CloudImageResponse[];
	readonly matches: readonly Match[];
	readonly ambiguous: readonly Ambiguous[];
}

type Known = readonly CloudImageResponse[];

/** What one of the searches finds; `done`: the ids of those whose tag says that the create is finished. */
interface Found {
	readonly images: readonly CloudImageResponse[];
	readonly done?: ReadonlySet<string>;
	readonly ambiguous?: readonly Ambiguous[];
}

/** Searches for the images of a resource, of this very create. */
export async function searchImages(query: Query, context: Context): Promise<SearchResult> {
	const images: CloudImageResponse[] = [];
	const matches: Match[] = [];
	const ambiguous: Ambiguous[] = [];
	for (const evidence of query.by) {
		const known = [...(query.known ?? []), ...images];
		const found = await SEARCHES[evidence](query, known, context);
		const more = omitKnown(found.images, known);
		images.push(...more);
		matches.push(...more.map((image) => ({ image, evidence, isDone: found.done?.has(image.id) })));
		ambiguous.push(...(found.ambiguous ?? []));
	}
	return { images, matches, ambiguous };
}

const SEARCHES: Record<Evidence, (query: Query, known: Known, context: Context) => Promise<Found>> = {
	/** The images of a job, from wherever it has them: in itself, in its parts, or only in the jobs that it names. */
	async job({ inputs, job }, _known, context) {
		const ids = job ? collectImageIds(job) : [];
		const isWhole = job === undefined || ids.length >= listDesiredImages(inputs).length;
		const parts = await Promise.all((isWhole ? [] : collectSubJobIds(job)).map((id) => getJob(id, context)));
		return { images: mergeIds([], [...ids, ...parts.flatMap((part) => (part ? collectImageIds(part) : []))]) };
	},

	/** Images with the marker of this create: what an earlier attempt made, or is making. */
	async tag({ inputs, includesDone = false }, known, context) {
		const states: readonly MarkerState[] = includesDone ? ["open", "kept", "done"] : ["open", "kept"];
		const values = states.flatMap((state) => Object.values(markerOf(inputs, state)));
		const tagged = omitKnown(await findByMarkers(values, context), known);
		const done = tagged.filter(({ tags }) => readMarkerState(tags[MARKER_KEY]) === "done");
		return { images: await getImages(idsOf(tagged), context), done: new Set(idsOf(done)) };
	},

	/**
	 * The data images of a file, where the service has dropped their tags and the job does not name them.
	 *
	 * Taken is what has the name and the source of the request, is a data image of this project without anybody's marker, is
	 * as old as the system image of the same request, and is the only such image; all else is named.
	 */
	async untagged({ inputs }, known, context) {
		const desired = listDesiredImages(inputs);
		if (!hasSystemImage(inputs) || known.length === 0 || known.length >= desired.length) return { images: [] };

		const observed = await getImages(idsOf(known), context);
		const matched = matchImages(observed, inputs);
		const [system] = matched;
		const missing = system ? desired.filter(({ isData }, at) => isData && !matched[at]) : [];
		const results = await Promise.all(missing.map((want) => findUntagged(want, observed, system, context)));
		return {
			images: results.flatMap(({ fitting }) => fitting),
			ambiguous: results.flatMap(({ ambiguous }) => ambiguous),
		};
	},
};

/** Data images appear so much before their system image at most, and so much after it, milliseconds. */
const BEFORE = 60_000;
const AFTER = 60 * 60_000;

async function findUntagged(
	want: DesiredImage,
	known: Known,
	system: CloudImageResponse | undefined,
	context: Context,
): Promise<{ fitting: CloudImageResponse[]; ambiguous: Ambiguous[] }> {
	const { services } = context;
	const named = await services.imsImages.listImages({ name: want.name, owner: services.projectId }, context);
	const candidates = omitKnown(named, known).filter(
		({ name, status }) => name === want.name && status !== "deleted" && status !== "killed",
	);
	const judged = await Promise.all(
		candidates.map(async (image) => ({ image, why: await refuse(image, want, system, context) })),
	);
	const fitting = judged.filter(({ why }) => why === undefined).map(({ image }) => image);
	const ambiguous = judged.flatMap(({ image, why }) => (why === undefined ? [] : [{ image, why }]));
	if (fitting.length < 2) return { fitting, ambiguous };
	return {
		fitting: [],
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

	const tags = await context.services.imsTags.listTags(image.id, context);
	return MARKER_KEY in tags ? "it carries the marker of another resource" : undefined;
}
