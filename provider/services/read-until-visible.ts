import type { RequestOptions } from "./http/operation";
import type { Services } from "./services";
import { ServiceError } from "./http/errors";

/** How much longer each interval is than the one before, and the maximum, in milliseconds. */
const GROWTH = 1.5;
const MAX_INTERVAL = 5000;

/** The deadline comes before the service shows an object that was just created. */
export class NotVisibleError extends ServiceError {
	override name = "NotVisibleError";
}

/**
 * Reads an object; `undefined` if it does not exist.
 *
 * The only function that concludes "does not exist", and never from one response about an object that was created a moment
 * ago: that is read again until it is shown, or the time is over in which reads may lag behind writes.
 *
 * @param get gives `undefined` if the service does not find it
 */
export async function readUntilVisible<T>(
	id: string,
	get: () => Promise<T | undefined>,
	{
		services,
		signal,
		deadline = Infinity,
	}: RequestOptions & { readonly services: Pick<Services, "clock" | "pollInterval" | "recentlyCreated"> },
): Promise<T | undefined> {
	const { clock, recentlyCreated } = services;
	for (let usual = services.pollInterval; ; usual = Math.min(usual * GROWTH, MAX_INTERVAL)) {
		const found = await get();
		const left = found === undefined ? recentlyCreated.timeLeft(id) : 0;
		if (left === 0) return found;

		const pause = Math.min(usual, left);
		if (clock.now() + pause > deadline) throw createNotVisibleError(id);
		await clock.sleep(pause, signal);
	}
}

/**
 * Reads a part of an object, such as its tags, in the same way: the service may not know a young object yet. Throws the
 * service's own error if it does not find the object in the end.
 */
export async function readPartUntilVisible<T>(
	id: string,
	get: () => Promise<T>,
	isNotFound: (error: unknown) => boolean,
	options: Parameters<typeof readUntilVisible>[2],
): Promise<T> {
	let notFound: unknown;
	const read = async () => {
		try {
			return { part: await get() };
		} catch (error) {
			if (!isNotFound(error)) throw error;
			notFound = error;
			return undefined;
		}
	};
	const found = await readUntilVisible(id, read, options);
	if (found === undefined) throw notFound;
	return found.part;
}

function createNotVisibleError(id: string): NotVisibleError {
	const attempted = { operation: "read", object: id, purpose: `read ${id}`, isReadOnly: true };
	return new NotVisibleError(`The service does not show ${id} yet, which was just created.`, attempted, "none");
}
