import type { RequestOptions } from "./http/operation";
import type { Services } from "./services";
import { ServiceError } from "./http/errors";

/** How much longer each pause is than the one before, and the longest, in milliseconds. */
const GROWTH = 1.5;
const MAX_INTERVAL = 5000;

/** There is no time left to wait until the service shows an object that was just made. */
export class NotVisibleError extends ServiceError {
	override name = "NotShownError";
}

/**
 * What a service says of an object; `undefined` if it says that there is none.
 *
 * The one place where "gone" is concluded. It never is from one answer about an object that was made a moment ago: that
 * is asked for again, until it is shown or the time is over in which reads may lag behind writes.
 *
 * @param ask gives `undefined` if there is none
 */
export async function readUntilVisible<T>(
	id: string,
	ask: () => Promise<T | undefined>,
	{
		cloud,
		signal,
		deadline = Infinity,
	}: RequestOptions & { readonly cloud: Pick<Services, "clock" | "pollInterval" | "recentlyCreated"> },
): Promise<T | undefined> {
	const { clock, recentlyCreated } = cloud;
	for (let usual = cloud.pollInterval; ; usual = Math.min(usual * GROWTH, MAX_INTERVAL)) {
		const answer = await ask();
		const left = answer === undefined ? recentlyCreated.timeLeft(id) : 0;
		if (left === 0) return answer;

		const pause = Math.min(usual, left);
		if (clock.now() + pause > deadline) throw createNotVisibleError(id);
		await clock.sleep(pause, signal);
	}
}

function createNotVisibleError(id: string): NotVisibleError {
	const attempted = { operation: "read", object: id, purpose: `read ${id}`, isReadOnly: true };
	return new NotVisibleError(`The service does not show ${id} yet, which was just made.`, attempted, "none");
}
