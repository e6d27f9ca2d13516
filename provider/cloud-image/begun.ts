import type { CloudImageAnswer } from "../cloud/ims-images";
import type { Context } from "../lifecycle";
import { ADOPTION_AGE } from "../recovery/ownership";
import { findMarkedImages, placeImages } from "./images";
import type { Making } from "./making";
import type { Inputs } from "./properties";
import { findUnmarked } from "./unmarked";

/** Images of one request appear within this time, milliseconds; no image is made and replaced in less. */
const ONE_REQUEST = 60_000;

/**
 * What another machine has begun, in the last 24 hours: later the source may have other content. Some of the images are
 * no beginning: a job that failed has left them behind.
 */
export async function findComplete(inputs: Inputs, context: Context): Promise<Making | undefined> {
	const now = context.cloud.clock.now();
	const begun = (await findBegun(inputs, context)).filter(({ status }) => status !== "killed");
	const images = begun.filter((image) => image.created_at === undefined || readTime(image) > now - ADOPTION_AGE);
	const { ours } = await findUnmarked(inputs, images, context);
	const placed = placeImages([...images, ...ours], inputs);
	return placed.every((image) => image !== undefined) ? { images: placed } : undefined;
}

/**
 * Images that our intent names or whose mark is open, and those of the same request that were marked as done already
 * before the run was killed.
 *
 * Older ones that are done are somebody's: perhaps of this very resource, which is just being replaced.
 */
export async function findBegun(inputs: Inputs, context: Context, named: readonly CloudImageAnswer[] = []) {
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
