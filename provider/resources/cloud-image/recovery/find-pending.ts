import { listReplacing } from "../../../definition/diff";
import type { CloudImageResponse } from "../../../services/ims/images";
import type { Context } from "../../../lifecycle/contract";
import { refuseAge } from "../../../lifecycle/create-safety/claim-rules";
import { digestOf } from "../../../lifecycle/create-safety/ownership-marker";
import { writeDuration } from "../../../lifecycle/write-duration";
import { rebase } from "../../../lifecycle/create-safety/resource-identity";
import type { Intent } from "../../../lifecycle/create-safety/resource-intent";
import { retryLookup } from "../../../lifecycle/create-safety/retry-lookup";
import { cloudImage, type Inputs } from "../definition";
import { listDesiredImages } from "../desired-images";
import { type ImageSet, matchImages, oneOfEach } from "../image-set";
import { getJob } from "../jobs";
import { getImages } from "../poll";
import { findMarkers } from "./markers";
import { searchImages } from "./search";

/**
 * After a lost answer: how long we look for what it may have made, in poll intervals; one minute at 1 s, and never less
 * than reads may lag. Images are usually listed as soon as their job has begun, but no document says so, and no list of
 * jobs is documented.
 */
const WINDOW = 60;

/** A wait shorter than this is not worth a word, in poll intervals. */
const MOMENT = 10;

/** Images of one request appear within this time, milliseconds; no image is made and replaced in less. */
const ONE_REQUEST = 60_000;

/** What any create of these coordinates has begun, and not finished: it is resumed with the identity that it has. */
export async function findOfAnyCreate(inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const digest = digestOf(listReplacing(cloudImage, inputs));
	const markers = (await findMarkers(inputs.identity, context)).map(({ marker }) => marker);
	const open = markers.filter((marker) => marker.state === "open" && marker.digest === digest);
	for (const identity of new Set(open.map((marker) => marker.identity))) {
		const imageSet = await findComplete(rebase(inputs, identity, cloudImage.generate), context);
		if (imageSet) return { ...imageSet, identity };
	}
	return undefined;
}

/** The very job that this machine has started. One that failed is no beginning. */
export async function findOfIntent(
	{ jobId, id }: Intent,
	inputs: Inputs,
	context: Context,
): Promise<ImageSet | undefined> {
	const job = jobId === undefined ? undefined : await getJob(jobId, context);
	if (job && job.status !== "FAIL") return { jobId, images: [] };
	if (id === undefined) return undefined;

	const named = (await getImages(id.split(","), context)).filter(({ status }) => status !== "killed");
	return named.length > 0 ? toSet(await findPending(inputs, context, () => true, named), inputs) : undefined;
}

/**
 * What another machine has begun, in the last 24 hours: later the source may have other content. Some of the images are
 * no beginning: a job that failed has left them behind.
 */
export async function findComplete(inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const pending = await findPending(inputs, context, isYoung);
	const known = pending.filter(({ status }) => status !== "killed");
	const untagged = await searchImages({ inputs, known, by: ["untagged"] }, context);
	const matched = matchImages([...known, ...untagged.images], inputs);
	return matched.every((image) => image !== undefined) ? { images: matched } : undefined;
}

/** After an answer that was lost: what it has begun may take a moment to be seen, or a while. */
export async function awaitStarted(asked: number, inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	return toSet(await awaitPending(asked, inputs, context, mayBeYoung), inputs);
}

/** The same of a run that was killed. Images that a job has left behind as it failed are no beginning. */
export async function awaitEarlier(asked: number, inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const found = await findComplete(inputs, context);
	if (found) return found;
	const images = await awaitPending(asked, inputs, context, isYoung);
	return images.some(({ status }) => status === "killed") ? undefined : toSet(images, inputs);
}

function toSet(images: readonly CloudImageResponse[], inputs: Inputs): ImageSet | undefined {
	return images.length > 0 ? { images: oneOfEach(images, inputs) } : undefined;
}

/** Images of this resource, as soon as there are any; none if none show for a while. */
async function awaitPending(
	asked: number,
	inputs: Inputs,
	context: Context,
	accepts: typeof isYoung,
): Promise<CloudImageResponse[]> {
	const { pollInterval, services } = context;
	const { clock, readLag } = services;
	const start = clock.now();
	const window = Math.max(WINDOW * pollInterval, readLag);
	let isTold = false;

	async function find(): Promise<CloudImageResponse[] | undefined> {
		const images = await findPending(inputs, context, accepts);
		if (images.length > 0) return images;
		if (!isTold && clock.now() - start > MOMENT * pollInterval) {
			const left = writeDuration(Math.min(context.deadline, asked + window) - start);
			context.progress(`an answer was lost: looking for what it may have made, for ${left} at most`);
			isTold = true;
		}
		return undefined;
	}

	return (await retryLookup(asked, find, context, window)) ?? [];
}

/**
 * Images that our intent names or whose marker is pending, and those of the same request that were marked as done already
 * before the run was killed.
 *
 * Older ones that are done are somebody's: perhaps of this very resource, which is just being replaced.
 *
 * @param accepts which of those whose marker is pending; what our intent names is ours whatever its age
 */
async function findPending(
	inputs: Inputs,
	context: Context,
	accepts: typeof isYoung,
	named: readonly CloudImageResponse[] = [],
): Promise<CloudImageResponse[]> {
	const found = await searchImages({ inputs, known: named, by: ["tag"], includesDone: true }, context);
	const matches = found.matches.filter(({ image }) => context.intent.findHolder(image) === undefined);
	const pending = matches.filter(({ image, isDone }) => !isDone && accepts(image, context));
	const open = [...named, ...pending.map(({ image }) => image)];
	const start = Math.min(...open.map(readTime)) - ONE_REQUEST;
	const siblings = matches.filter(({ image, isDone }) => isDone && readTime(image) >= start);
	// Of a request that was delivered twice, those that are done are of the other delivery: the resource has them.
	if (open.length + siblings.length > listDesiredImages(inputs).length) return open;
	const newestFirst = siblings.map(({ image }) => image).sort((a, b) => readTime(b) - readTime(a));
	const matched = matchImages([...open, ...newestFirst], inputs).filter((image) => image !== undefined);
	return [...open, ...matched.filter((image) => !open.includes(image))];
}

/** Surely not older than what may be taken over. */
function isYoung(image: CloudImageResponse, { services }: Context): boolean {
	return refuseAge(readTime(image), services.clock.now()) === undefined;
}

/** As far as the service tells. */
function mayBeYoung(image: CloudImageResponse, context: Context): boolean {
	return image.created_at === undefined || isYoung(image, context);
}

/** Not a number where the service does not tell: then nothing is known to be of the same request. */
function readTime({ created_at: time = "" }: CloudImageResponse): number {
	return Date.parse(time);
}
