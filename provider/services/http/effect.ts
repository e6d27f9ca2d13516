import type { Effect } from "./errors";

/** Gateway errors by which a request never reaches the service behind it, although their status is a server's. */
const rejectedByGateway = /^APIG(W)?\.(0308|0605|0608|0610|0613)$/;

/** Faults of the image service, told as the caller's: the job may have begun. */
const imageServiceFault = /^IMG\.(0014|0018|0061)$/;

/**
 * What a refused request did: a service's plain refusal does nothing, a server's fault may come after the work. That
 * something before the service has turned a request away need not be so.
 */
export function determineEffect(status: number, code: string): Effect {
	if (rejectedByGateway.test(code) || status === 429) return "unlikely";
	return imageServiceFault.test(code) || status === 408 || status >= 500 ? "unknown" : "none";
}
