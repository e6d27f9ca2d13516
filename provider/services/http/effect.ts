import type { Effect } from "./errors";

/** Gateway errors by which a request never reaches the service behind it, although their status is a server's. */
const rejectedByGateway = /^APIG(W)?\.(0308|0605|0608|0610|0613)$/;

/** Faults of the image service, reported as the client's: the job may have started. */
const imageServiceFault = /^IMG\.(0014|0018|0061)$/;

/**
 * The effect of a request with an error response: a service that rejects a request does nothing, a server's fault may
 * come after the work. A gateway that says it rejected the request may still have passed it on.
 */
export function determineEffect(status: number, code: string): Effect {
	if (rejectedByGateway.test(code) || status === 429) return "unlikely";
	return imageServiceFault.test(code) || status === 408 || status >= 500 ? "unknown" : "none";
}
