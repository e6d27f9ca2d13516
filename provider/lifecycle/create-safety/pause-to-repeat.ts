import type { ServiceError } from "../../services/http/errors";
import { sleepBeforeRetry } from "../../services/http/retry";
import type { Context } from "../contract";

/**
 * After a request that makes something was turned away, or so it is said: what has to pass before the look and the next
 * attempt. False if there is no time left for it, or the run is interrupted: what became of the request is not known then.
 */
export async function pauseToRepeat(
	error: ServiceError,
	attempt: number,
	{ services, deadline, signal, pollInterval }: Context,
): Promise<boolean> {
	const backoff = { firstDelay: Math.min(1000, pollInterval) };
	try {
		return await sleepBeforeRetry(error, attempt, { clock: services.clock, deadline, signal, backoff });
	} catch (failure) {
		if (signal.aborted) return false;
		throw failure;
	}
}
