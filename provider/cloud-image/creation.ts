import { listReplacing } from "./changes";
import type { CloudImageAnswer } from "../cloud/ims-images";
import type { Context } from "../lifecycle";
import { type Creation, createOnce } from "../recovery/create-once";
import { lookAgain } from "../recovery/look-again";
import { findMarkedImages, lookAtImages, orderImages, placeImages } from "./images";
import type { Intent } from "../recovery/intent-log";
import { lookAtJob } from "./jobs";
import type { Making } from "./making";
import type { Inputs } from "./properties";
import { toCreateBody } from "./wire";

/** Images of one request appear within this time, milliseconds; no image is made and replaced in less. */
const ONE_REQUEST = 60_000;

/** Starts the job that makes the images, exactly once; an answer that is lost is followed by a look for our mark. */
export function startJob(inputs: Inputs, context: Context): Promise<Making> {
	const creation: Creation<Making> = {
		kind: "CloudImage",
		replacing: listReplacing(inputs),
		send: async () => {
			const jobId = await context.cloud.imsImages.createImage(toCreateBody(inputs), context);
			return { jobId, images: [], isFresh: true };
		},
		name: ({ jobId, images }) => ({ jobId, id: images.map(({ id }) => id).join(",") || undefined }),
		conflict: "IMG.0009",
		recall: (intent) => recallJob(intent, inputs, context),
		// Names are not unique: only the mark tells whether another machine has begun.
		looksFirst: true,
		find: (hasSent) => (hasSent ? findStarted(inputs, context) : findComplete(inputs, context)),
		// The mark holds the identity and all inputs that replace, and is open only until the create is finished.
		refuse: () => undefined,
		nameFound: ({ images, jobId }) => `the image ${inputs.name} (${listNames(images) || `job ${jobId}`})`,
		explainConflict: () =>
			`An image named ${inputs.name} exists already and was not touched: it does not carry the mark of this resource. ` +
			"Choose another `name`; for a replacement that keeps its name, set the option `deleteBeforeReplace`.",
	};
	return createOnce(creation, context);
}

function listNames(images: readonly CloudImageAnswer[]): string {
	return images.map(({ id }) => id).join(", ");
}

/** The very job that this machine has started. One that failed is no beginning. */
async function recallJob({ jobId, id }: Intent, inputs: Inputs, context: Context): Promise<Making | undefined> {
	const job = jobId === undefined ? undefined : await lookAtJob(jobId, context);
	if (job && job.status !== "FAIL") return { jobId, images: [] };
	if (id === undefined) return undefined;

	const named = (await lookAtImages(id.split(","), context)).filter(({ status }) => status !== "killed");
	return named.length > 0 ? { images: orderImages(await findBegun(inputs, context, named), inputs) } : undefined;
}

/** After an answer that was lost. */
function findStarted(inputs: Inputs, context: Context): Promise<Making | undefined> {
	return lookAgain(async () => {
		const images = await findBegun(inputs, context);
		return images.length > 0 ? { images: orderImages(images, inputs) } : undefined;
	}, context);
}

/** What another machine has begun. Some of the images are no beginning: a job that failed has left them behind. */
async function findComplete(inputs: Inputs, context: Context): Promise<Making | undefined> {
	const images = (await findBegun(inputs, context)).filter(({ status }) => status !== "killed");
	const placed = placeImages(images, inputs);
	return placed.every((image) => image !== undefined) ? { images: placed } : undefined;
}

/**
 * Images that our intent names or whose mark is open, and those of the same request that were marked as done already
 * before the run was killed.
 *
 * Older ones that are done are somebody's: perhaps of this very resource, which is just being replaced.
 */
async function findBegun(inputs: Inputs, context: Context, named: readonly CloudImageAnswer[] = []) {
	const { open: marked, done } = await findAllMarked(inputs, context);
	const open = [...named, ...marked.filter(({ id }) => named.every((image) => image.id !== id))];
	const start = Math.min(...open.map(readTime)) - ONE_REQUEST;
	const others = done.filter(({ id }) => open.every((image) => image.id !== id));
	const siblings = others.filter((image) => readTime(image) >= start).sort((a, b) => readTime(b) - readTime(a));
	const placed = placeImages([...open, ...siblings], inputs).filter((image) => image !== undefined);
	return [...open, ...placed.filter((image) => !open.includes(image))];
}

/** Both in one question. */
async function findAllMarked(inputs: Inputs, context: Context) {
	const states = (["open", "done"] as const).map((state) => findMarkedImages(inputs, [state], context));
	const [open = [], done = []] = await Promise.all(states);
	return { open, done };
}

function readTime({ created_at: time = "" }: CloudImageAnswer): number {
	return Date.parse(time) || 0;
}

/**
 * Two runs at the same time, on two machines, make two images: their names need not differ, but their marks are one. And
 * what another machine had finished before it was killed cannot be told from an image that is just being replaced.
 */
export async function warnOfDoubles({ images }: Making, inputs: Inputs, context: Context): Promise<void> {
	const ours = new Set(images.map(({ id }) => id));
	const { open, done } = await findAllMarked(inputs, context);
	const begun = open.filter(({ id }) => !ours.has(id));
	const finished = done.filter(({ id }) => !ours.has(id));
	if (begun.length > 0) {
		context.warn(
			`Another run is making the image ${inputs.name} as well, or was interrupted: ` +
				`${listNames(begun)} carries the mark of this resource. Delete it if nobody needs it.`,
		);
	}
	if (finished.length > 0) {
		context.warn(
			`${listNames(finished)} carries the mark of this resource as well, and is finished. If this run replaces it, all is ` +
				"well. Otherwise an interrupted run on another machine has left it behind: delete it if nobody needs it.",
		);
	}
}
