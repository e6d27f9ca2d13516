import type { CloudImageResponse } from "../../../services/ims/images";
import type { Context } from "../../../lifecycle/contract";
import { writeDuration } from "../../../lifecycle/create-safety/partial-failure";
import { changingImage } from "../../../lifecycle/polling/profiles";
import { pollUntil } from "../../../lifecycle/polling/poll-until";
import { WaitAbortedError } from "../../../lifecycle/polling/wait-aborted-error";
import { findBegun, findComplete, isYoung, mayBeYoung } from "./find-unfinished";
import { orderImages } from "../match-images";
import type { ImageSet } from "../image-set";
import type { Inputs } from "../definition";

/**
 * After a lost answer: how long we look for what it may have made, in poll intervals; one minute at 1 s, and never less
 * than reads may lag. Images are usually listed as soon as their job has begun, but no document says so, and no list of
 * jobs is documented.
 */
const WORK = 60;

/** A wait shorter than this is not worth a word, in poll intervals. */
const MOMENT = 10;

/** After an answer that was lost: what it has begun may take a moment to be seen, or a while. */
export async function findStarted(asked: number, inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const images = await waitForBegun(asked, inputs, context, mayBeYoung);
	return images.length > 0 ? { images: orderImages(images, inputs) } : undefined;
}

/** The same of a run that was killed. Images that a job has left behind as it failed are no beginning. */
export async function awaitEarlier(asked: number, inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const found = await findComplete(inputs, context);
	if (found) return found;
	const images = await waitForBegun(asked, inputs, context, isYoung);
	return images.every(({ status }) => status !== "killed") && images.length > 0
		? { images: orderImages(images, inputs) }
		: undefined;
}

/** Images of this resource, as soon as there are any; none if none show for a while. */
async function waitForBegun(
	asked: number,
	inputs: Inputs,
	context: Context,
	isRight: typeof isYoung,
): Promise<CloudImageResponse[]> {
	const { clock, readLag } = context.cloud;
	const start = clock.now();
	const deadline = Math.min(context.deadline, asked + Math.max(WORK * context.pollInterval, readLag));
	let isTold = false;

	function isDone(images: CloudImageResponse[]): boolean {
		if (images.length > 0) return true;
		if (!isTold && clock.now() - start > MOMENT * context.pollInterval) {
			context.report(
				`an answer was lost: looking for what it may have made, for ${writeDuration(deadline - start)} at most`,
			);
			isTold = true;
		}
		return false;
	}

	const get = () => findBegun(inputs, context, { mayBe: (image) => isRight(image, context) });
	try {
		return await pollUntil({ ...context, clock, profile: changingImage, deadline, get, isDone });
	} catch (error) {
		if (!(error instanceof WaitAbortedError)) throw error;
		// A search that began earlier and was answered late says nothing of the end.
		return context.signal.aborted || clock.now() >= context.deadline ? [] : get();
	}
}
