import { listReplacing } from "../../definition/diff";
import type { CloudImageResponse } from "../../services/ims/images";
import type { Context } from "../../lifecycle/contract";
import type { LastRequest } from "../../lifecycle/create-safety/decide";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { findBegun, findComplete } from "./recovery/find-unfinished";
import { getImages, orderImages } from "./match-images";
import { rebase } from "../../lifecycle/create-safety/resource-identity";
import type { Intent } from "../../lifecycle/create-safety/resource-intent";
import { awaitEarlier, findStarted } from "./recovery/await-lost-response";
import { beginningOfTags, digestOf, readTag } from "../../lifecycle/create-safety/ownership-marker";
import {
	adviseOnUnmanaged,
	explainFinished,
	describeUnmanaged,
} from "../../lifecycle/create-safety/describe-unmanaged";
import type { ImageSet } from "./image-set";
import { searchMarksOf } from "./recovery/find-by-tag";
import { cloudImage, type Inputs } from "./definition";
import { MARK_KEY } from "./tag-rules";
import { nameTraces } from "./recovery/report-orphans";
import { markerOf } from "./desired-images";
import { toCreateBody } from "./request";
import { getJob } from "./poll";

/** Starts the job that makes the images, exactly once; an answer that is lost is followed by a look for our mark. */
export function startJob(inputs: Inputs, context: Context): Promise<ImageSet> {
	const plan: CreatePlan<ImageSet> = {
		kind: "CloudImage",
		identity: inputs.identity,
		replacing: listReplacing(cloudImage, inputs),
		send: async () => {
			const jobId = await context.cloud.imsImages.createImage(toCreateBody(inputs), context);
			return { jobId, images: [], isFresh: true };
		},
		name: ({ jobId, images, identity }) => ({ jobId, id: images.map(({ id }) => id).join(",") || undefined, identity }),
		conflict: "IMG.0009",
		recall: async (intent) => {
			const found = await recallJob(intent, inputs, context);
			return found && { found };
		},
		describeOrphan: (intent) => nameTraces(intent, inputs, [], context),
		sign: `the tag ${MARK_KEY}=${markerOf(inputs, "open")[MARK_KEY]}`,
		// Names are not unique: only the mark tells whether another machine has begun.
		searchBeforeCreate: true,
		// `search` itself waits for the images of a lost request.
		retriesSearch: false,
		proof: { by: "tag" },
		search: async (request) => {
			const found = await searchImages(request, inputs, context);
			return found ? [{ found }] : [];
		},
		describeFound: ({ images, jobId }) => `the image ${inputs.name} (${listNames(images) || `job ${jobId}`})`,
		explainConflict: () => explainConflict(inputs, context),
	};
	return ensureCreated(plan, context);
}

/**
 * The marker holds the identity and all inputs that replace, and is open only until the create is finished: what carries it
 * may be claimed.
 */
function searchImages(request: LastRequest, inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	if (request.result === "none") return findOfAnyCreate(inputs, context);
	if (request.result === "lost" && request.isOfEarlierRun) return awaitEarlier(request.sentAt, inputs, context);
	const isUnclear = request.result === "lost" || (request.result === "exists" && request.isRepeated);
	return isUnclear ? findStarted(request.sentAt, inputs, context) : findComplete(inputs, context);
}

/** What any create of these coordinates has begun, and not finished: it is resumed with the identity that it has. */
async function findOfAnyCreate(inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const marked = await searchMarksOf(beginningOfTags(inputs.identity), context);
	const digest = digestOf(listReplacing(cloudImage, inputs));
	const markers = marked.map(({ tags }) => readTag(tags[MARK_KEY], inputs.identity));
	const open = markers.flatMap((marker) => (marker?.isOpen && marker.digest === digest ? [marker.identity] : []));
	for (const identity of new Set(open)) {
		const imageSet = await findComplete(rebase(inputs, identity, cloudImage.generate), context);
		if (imageSet) return { ...imageSet, identity };
	}
	return undefined;
}

/** The service does not tell who made an image. */
async function explainConflict(inputs: Inputs, context: Context): Promise<string> {
	const query = { name: inputs.name, owner: context.cloud.projectId };
	// What cannot be seen cannot be named; that is no reason to hide the conflict.
	const listed = await context.cloud.imsImages.listImages(query, context).catch(() => []);
	const named = listed.filter(({ name, status }) => name === inputs.name && status !== "deleted");
	const unmanaged = named.map(({ id, created_at: time = "" }) => ({ id, createdAt: Date.parse(time) }));
	const which = unmanaged.length > 0 ? ` (${unmanaged.map(describeUnmanaged).join("; ")})` : "";
	return (
		`An image named ${inputs.name} exists already${which} and was not touched: it does not carry the mark of this ` +
		"resource. Choose another `name`; for a replacement that keeps its name, set the option `deleteBeforeReplace`; " +
		`delete that image${adviseOnUnmanaged(unmanaged[0])}`
	);
}

function listNames(images: readonly CloudImageResponse[]): string {
	return images.map(({ id }) => id).join(", ");
}

/** The very job that this machine has started. One that failed is no beginning. */
async function recallJob({ jobId, id }: Intent, inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const job = jobId === undefined ? undefined : await getJob(jobId, context);
	if (job && job.status !== "FAIL") return { jobId, images: [] };
	if (id === undefined) return undefined;

	const named = (await getImages(id.split(","), context)).filter(({ status }) => status !== "killed");
	return named.length > 0
		? { images: orderImages(await findBegun(inputs, context, { named, mayBe: () => true }), inputs) }
		: undefined;
}

/**
 * Two runs at the same time, on two machines, make two images: their names need not differ, but their marks are one. And
 * what another machine had finished before it was killed cannot be told from an image that is just being replaced.
 */
export async function warnOfDuplicates({ images }: ImageSet, inputs: Inputs, context: Context): Promise<void> {
	const ours = new Set(images.map(({ id }) => id));
	const marked = await searchMarksOf(beginningOfTags(inputs.identity), context);
	const others = marked
		.filter(({ id }) => !ours.has(id) && context.intent.findOwner({ id }) === undefined)
		.map(({ id, tags }) => ({ id, marker: readTag(tags[MARK_KEY], inputs.identity) }));
	const digest = digestOf(listReplacing(cloudImage, inputs));
	// Other inputs than now: an edit after the interruption. Those that are finished are being replaced.
	const pending = await lookAtMarked(
		others.filter(({ marker }) => marker?.isOpen),
		context,
	);
	const finished = await lookAtMarked(
		others.filter(({ marker }) => marker?.isOpen === false && marker.digest === digest),
		context,
	);
	if (pending.length > 0) {
		context.warn(
			`Another run is making the image ${inputs.name} as well, or was interrupted: ` +
				`${listNames(pending)} carries an unfinished marker of this resource. Delete it if nobody needs it.`,
		);
	}
	if (finished.length > 0) context.warn(explainFinished(listNames(finished)));
}

function lookAtMarked(marked: readonly { readonly id: string }[], context: Context): Promise<CloudImageResponse[]> {
	return getImages(
		marked.map(({ id }) => id),
		context,
	);
}
