import type { CloudImageResponse } from "../../../services/ims/images";
import type { Context } from "../../../lifecycle/contract";
import { refuseAge } from "../../../lifecycle/create-safety/claim-rules";
import { findMarkedImages, matchImages } from "../match-images";
import type { ImageSet } from "../image-set";
import type { Inputs } from "../definition";
import { findUnmarked } from "./match-untagged";

/** Images of one request appear within this time, milliseconds; no image is made and replaced in less. */
const ONE_REQUEST = 60_000;

/**
 * What another machine has begun, in the last 24 hours: later the source may have other content. Some of the images are
 * no beginning: a job that failed has left them behind.
 */
export async function findComplete(inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	const pending = await findBegun(inputs, context, { mayBe: (image) => isYoung(image, context) });
	const images = pending.filter(({ status }) => status !== "killed");
	const { ours } = await findUnmarked(inputs, images, context);
	const matched = matchImages([...images, ...ours], inputs);
	return matched.every((image) => image !== undefined) ? { images: matched } : undefined;
}

/**
 * Images that our intent names or whose mark is open, and those of the same request that were marked as done already
 * before the run was killed.
 *
 * Older ones that are done are somebody's: perhaps of this very resource, which is just being replaced.
 *
 * @param mayBe which of those whose mark is open; what our intent names is ours whatever its age
 */
export async function findBegun(
	inputs: Inputs,
	context: Context,
	{ named = [], mayBe }: { named?: readonly CloudImageResponse[]; mayBe: (image: CloudImageResponse) => boolean },
): Promise<CloudImageResponse[]> {
	const { open: marked, done } = await findAllMarked(inputs, context);
	const more = marked.filter(mayBe).filter(({ id }) => named.every((image) => image.id !== id));
	const open = [...named, ...more];
	const start = Math.min(...open.map(readTime)) - ONE_REQUEST;
	const others = done.filter(({ id }) => open.every((image) => image.id !== id));
	const siblings = others.filter((image) => readTime(image) >= start).sort((a, b) => readTime(b) - readTime(a));
	const matched = matchImages([...open, ...siblings], inputs).filter((image) => image !== undefined);
	return [...open, ...matched.filter((image) => !open.includes(image))];
}

/** Surely not older than what may be taken over. */
export function isYoung(image: CloudImageResponse, { cloud }: Context): boolean {
	return refuseAge(readTime(image), cloud.clock.now()) === undefined;
}

/** As far as the service tells. */
export function mayBeYoung(image: CloudImageResponse, context: Context): boolean {
	return image.created_at === undefined || isYoung(image, context);
}

/** Both in one question. */
async function findAllMarked(inputs: Inputs, context: Context) {
	const states = (["open", "done"] as const).map((state) => findMarkedImages(inputs, [state], context));
	const [open = [], done = []] = await Promise.all(states);
	return { open, done };
}

/** Not a number where the service does not tell: then nothing is known to be of the same request. */
function readTime({ created_at: time = "" }: CloudImageResponse): number {
	return Date.parse(time);
}
