import { type Backoff, computeDelay } from "../rate-limit/backoff";
import type { Clock } from "../clock";
import { BUSY, isBusy } from "./busy-codes";
import { ResponseError, ApiError, ServiceError, NetworkError, UnreachableError } from "./errors";

/**
 * How a request may be retried:
 *
 * - `read`: changes nothing
 * - `write`: has the same result when sent twice
 * - `transition`: start, stop, delete: as `write`, but whether it is still wanted depends on the object's state
 * - `create`: may create two objects when sent twice
 */
export type RequestKind = "read" | "write" | "transition" | "create";

/** Attempts at what succeeds within seconds or not at all. */
const FEW_ATTEMPTS = 4;

const transientStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** The platform behind an object is busy: a poll of the object does not show that, only time helps. */
const busyPlatform = /^ModelArts\.(6333|6355)$/;

/** Too many images are being created: the request had no effect, and may be accepted some minutes later. */
const tooManyImages = /^IMG\.(0060|0149|0187)$/;

/** Faults of the image service, reported as the client's: the same request may succeed the next time. */
const imageServiceFault = /^IMG\.(0014|0018|0023|0061)$/;

/** No capacity in the cloud: worth a few attempts, not all until the deadline. */
const noCapacity = /^ModelArts\.(6200|6360|6528)$/;

/** Whether a retry is both safe and useful. `attempt` is the one that failed, the first being 1. */
export function shouldRetry(kind: RequestKind, attempt: number, error: unknown): boolean {
	if (!(error instanceof ServiceError)) return false;

	// The object may exist although the response was lost or says otherwise: a create is searched for before a retry.
	if (kind === "create" && error.effect !== "none") return false;

	if (error instanceof UnreachableError) return attempt < error.maxAttempts;
	if (error instanceof NetworkError) return true;
	// A page of HTML from an address that has never sent anything else: the address is wrong.
	if (error instanceof ResponseError) return !error.isUnknownOrigin || attempt < FEW_ATTEMPTS;
	// A poll shows how the other operation ends, so a transition is left to the poller.
	if (isBusy(error)) return kind === "write" || kind === "create";
	return error instanceof ApiError && isTransient(attempt, error);
}

function isTransient(attempt: number, { status, code }: ApiError): boolean {
	if (noCapacity.test(code)) return attempt < FEW_ATTEMPTS;
	if (transientStatuses.includes(status)) return true;
	if (status !== 400) return false;
	if (tooManyImages.test(code)) return true;
	if (imageServiceFault.test(code)) return attempt < FEW_ATTEMPTS;
	return busyPlatform.test(code);
}

export interface RetryOptions {
	readonly kind: RequestKind;
	readonly clock: Clock;

	/** No retry after this time, in milliseconds since 1970. */
	readonly deadline: number;

	/** Ends the pauses. */
	readonly signal?: AbortSignal;

	/** Shows the reason of a wait that may take minutes, once. */
	readonly progress?: (status: string) => void;

	readonly backoff?: Backoff;
}

/** The only retry layer. */
export async function withRetry<T>(send: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
	const { kind } = options;
	let shown: string | undefined;
	// Loaded on first use: a preview that sends nothing does not pay for it.
	const { default: pRetry } = await import("p-retry");
	return pRetry(send, {
		retries: Infinity,
		// The delay is ours: it respects Retry-After and the tests' clocks.
		minTimeout: 0,
		shouldRetry: async ({ error, attemptNumber }) => {
			if (!shouldRetry(kind, attemptNumber, error)) return false;

			const wait = describeWait(error);
			if (wait !== undefined && wait !== shown) options.progress?.((shown = wait));
			return sleepBeforeRetry(error, attemptNumber, options);
		},
	});
}

/** The reason of a wait that may take minutes. */
function describeWait(error: Error): string | undefined {
	if (isBusy(error)) return BUSY;
	if (!(error instanceof ApiError) || error.status !== 400) return undefined;
	if (busyPlatform.test(error.code)) return "the platform is busy";
	return tooManyImages.test(error.code) ? "too many images are being created: waiting for a turn" : undefined;
}

/**
 * Sleeps before a rejected create is sent again: its sender searches for the object in between, so `withRetry` does not
 * retry it. False if the deadline comes first.
 */
export async function sleepBeforeRetry(
	error: Error,
	attempt: number,
	{ clock, deadline, signal, backoff }: Omit<RetryOptions, "kind">,
): Promise<boolean> {
	const delay = chooseDelay(attempt, error, backoff);
	if (clock.now() + delay > deadline) return false;
	await clock.sleep(delay, signal);
	return true;
}

/** The service's own delay, with some jitter so that not all clients return at once; otherwise the backoff. */
function chooseDelay(attempt: number, error: Error, backoff: Backoff | undefined): number {
	const { retryAfter: desired, code = "" } = error instanceof ApiError ? error : {};
	if (desired !== undefined) return desired + computeDelay(1, backoff) / 4;
	return computeDelay(attempt, tooManyImages.test(code) ? lengthenBackoff(backoff) : backoff);
}

/** For what passes within minutes, not seconds: from half a minute on, and never less than half the delay. */
function lengthenBackoff({ firstDelay = 1000, maxDelay = 30_000, random = Math.random }: Backoff = {}): Backoff {
	return { firstDelay: firstDelay * 30, maxDelay: maxDelay * 4, random: () => (1 + random()) / 2 };
}
