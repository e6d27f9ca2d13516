import { type Backoff, computeDelay } from "../rate-limit/backoff";
import type { Clock } from "../clock";
import { BUSY, isBusy } from "./busy-codes";
import { ResponseError, ApiError, ServiceError, NetworkError, UnreachableError } from "./errors";

/**
 * What kind of call it is, as far as repeating goes:
 *
 * - `read`: changes nothing
 * - `write`: may be done twice with the same result
 * - `transition`: start, stop, delete: as `write`, but whether it is still wanted depends on the object's state
 * - `create`: doing it twice may make two objects
 */
export type RequestKind = "read" | "write" | "transition" | "create";

/** Attempts at something that passes within seconds or not at all. */
const FEW_ATTEMPTS = 4;

const transientStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** The platform behind an object is busy: looking at the object would not show it, waiting is all there is. */
const busyPlatform = /^ModelArts\.(6333|6355)$/;

/** Too many images are being made: nothing was done, and some minutes may pass before there is room again. */
const tooManyImages = /^IMG\.(0060|0149|0187)$/;

/** The image service stumbled: told as the caller's fault, but the same request may pass the next time. */
const imageServiceFault = /^IMG\.(0014|0018|0023|0061)$/;

/** No room in the cloud: worth a few attempts, not the whole time there is. */
const noCapacity = /^ModelArts\.(6200|6360|6528)$/;

/** Whether asking again is both safe and useful. `attempt` is the one that failed, the first being 1. */
export function shouldRetry(kind: RequestKind, attempt: number, error: unknown): boolean {
	if (!(error instanceof ServiceError)) return false;

	// The object may exist although the answer was lost or says otherwise: whoever creates looks before repeating.
	if (kind === "create" && error.effect !== "none") return false;

	if (error instanceof UnreachableError) return attempt < error.maxAttempts;
	if (error instanceof NetworkError) return true;
	// A page of HTML from an address that never gave anything else: the address is wrong.
	if (error instanceof ResponseError) return !error.isUnknownOrigin || attempt < FEW_ATTEMPTS;
	// A look shows how it ends, so a transition leaves it to whoever looks.
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

	/** No repetition after this time, in milliseconds since 1970. */
	readonly deadline: number;

	/** Ends the pauses. */
	readonly signal?: AbortSignal;

	/** Shows why it takes so long: what may take minutes, once. */
	readonly report?: (status: string) => void;

	readonly backoff?: Backoff;
}

/** The only place where requests are repeated. */
export async function withRetry<T>(ask: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
	const { kind } = options;
	let shown: string | undefined;
	// Loaded here, not above: a preview that sends nothing need not know how to repeat it.
	const { default: pRetry } = await import("p-retry");
	return pRetry(ask, {
		retries: Infinity,
		// The pause is ours: it obeys the service's own wish and tests' clocks.
		minTimeout: 0,
		shouldRetry: async ({ error, attemptNumber }) => {
			if (!shouldRetry(kind, attemptNumber, error)) return false;

			const wait = describeWait(error);
			if (wait !== undefined && wait !== shown) options.report?.((shown = wait));
			return sleepBeforeRetry(error, attemptNumber, options);
		},
	});
}

/** What is waited for until a call passes, if that may take minutes. */
function describeWait(error: Error): string | undefined {
	if (isBusy(error)) return BUSY;
	if (!(error instanceof ApiError) || error.status !== 400) return undefined;
	if (busyPlatform.test(error.code)) return "the platform is busy";
	return tooManyImages.test(error.code) ? "too many images are being made: waiting for a turn" : undefined;
}

/**
 * Lets pass what has to pass before a create is sent again that was turned away: whoever sends it looks in between, so it
 * is not for `withRetry`. False if there is no time left for it.
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

/** What the service asked for, with some jitter so that not all come back at once; otherwise the usual back-off. */
function chooseDelay(attempt: number, error: Error, backoff: Backoff | undefined): number {
	const { retryAfter: desired, code = "" } = error instanceof ApiError ? error : {};
	if (desired !== undefined) return desired + computeDelay(1, backoff) / 4;
	return computeDelay(attempt, tooManyImages.test(code) ? lengthenBackoff(backoff) : backoff);
}

/** For what passes within minutes, not seconds: from half a minute on, and never less than half the delay. */
function lengthenBackoff({ firstDelay = 1000, maxDelay = 30_000, random = Math.random }: Backoff = {}): Backoff {
	return { firstDelay: firstDelay * 30, maxDelay: maxDelay * 4, random: () => (1 + random()) / 2 };
}
