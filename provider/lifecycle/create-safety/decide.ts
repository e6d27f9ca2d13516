import { refuseAge } from "./claim-rules";
import { readDescription } from "./ownership-marker";
import { parseIdentity } from "./resource-identity";
import { readPending } from "./pending-object";

/** What a search sees of an object that an attempt of a create may have made. */
export interface Candidate<Found = unknown> {
	readonly found: Found;

	/** It may be an ownership marker. */
	readonly description?: string;

	/** Milliseconds since 1970; unknown where the service does not say. */
	readonly createdAt?: number;

	/** Whether it has the name or path that the create asks for. */
	readonly hasName?: boolean;

	readonly hasFailed?: boolean;

	/** Inputs that cannot be changed in place and differ from the desired ones. */
	readonly differences?: readonly string[];

	/** The other resource of this program that it belongs to. */
	readonly owner?: string;

	/** The resource, perhaps this one, that has it in the state: this create is to replace it, or has nothing to do with it. */
	readonly holder?: string;
}

/** How an object shows that this create has made it. */
export type Proof =
	/** Its description is an ownership marker that says whether the create is finished: the last request replaces it. */
	| { readonly by: "pending marker"; readonly identity: string; readonly replacing: unknown }
	/** Its description cannot be changed: a marker that says nothing of that, or the user's own text. */
	| { readonly by: "description"; readonly identity: string; readonly description: string }
	/** The intent of an interrupted run on this machine names it, or `search` returns nothing but what carries its tag. */
	| { readonly by: "intent" | "tag" };

/** The last request that may have created an object. Times are milliseconds since 1970. */
export type LastRequest =
	/** Neither this run nor an interrupted one has sent one, or an interrupted one knew its object. */
	| { readonly result: "none" }
	/** Its response is unknown, which may have taken a while to find out; default: no time. */
	| {
			readonly result: "lost";
			readonly sentAt: number;
			readonly lostAt?: number;
			readonly isOfEarlierRun: boolean;
	  }
	/** It was rejected, probably without effect. */
	| { readonly result: "rejected"; readonly sentAt: number }
	/** It conflicts with an object, which may be that of an earlier request if there was one. */
	| { readonly result: "exists"; readonly sentAt: number; readonly isRepeated: boolean };

/** From when on the effect of a request is searched for: a timeout must not use up the time for the search. */
export function startOfSearch(request: Exclude<LastRequest, { result: "none" }>): number {
	return request.result === "lost" ? (request.lostAt ?? request.sentAt) : request.sentAt;
}

/** What a run knows of a create apart from the candidates. */
export interface Evidence {
	readonly proof: Proof;
	readonly request: LastRequest;

	/** When the first attempt began, in this run or in an interrupted one. */
	readonly since: number;

	readonly now: number;

	/** Another resource of this program that creates an object with the same path, and whose id is not known yet. */
	readonly concurrentCreator?: string;

	/** Whether an object that is not seen may show up later, and a second request would create a second one. */
	readonly retriesSearch: boolean;

	/** Whether reads cannot lag any more, or the time is over. */
	readonly isSearchOver: boolean;
}

/** `claim`: the object is this create's. `create`: there is none, so the request may be sent. `wait`: search again. */
export type Decision<Found> =
	| { readonly action: "claim"; readonly found: Found }
	/** Without a candidate if the object that is in the way cannot be seen. */
	| { readonly action: "conflict"; readonly candidate?: Candidate<Found>; readonly reason?: string }
	| { readonly action: "create" }
	| { readonly action: "wait" };

/**
 * Decides what a create does after a search: the first candidate that is its own is claimed. If there is none, a request is
 * sent, unless an object is in the way, or the object of an earlier request may still show up.
 */
export function decide<Found>(candidates: readonly Candidate<Found>[], evidence: Evidence): Decision<Found> {
	const judged = candidates.map((candidate) => ({ candidate, reason: explainRejection(candidate, evidence) }));
	const own = judged.find(({ reason }) => reason === undefined);
	if (own) return { action: "claim", found: own.candidate.found };

	const { request, retriesSearch, isSearchOver } = evidence;
	const exists = request.result === "exists";
	const named = judged.filter(({ candidate }) => candidate.hasName);
	const obstacle = named.find(({ candidate }) => candidate.owner === undefined) ?? named[0];
	const mayShowUp = request.result === "lost" || (exists && request.isRepeated);
	if (mayShowUp && !isSearchOver && (retriesSearch || (exists && !obstacle))) return { action: "wait" };
	return exists ? { action: "conflict", ...obstacle } : { action: "create" };
}

/** Whether this run has sent a request. */
export function hasAsked(request: LastRequest): boolean {
	return request.result !== "none" && !(request.result === "lost" && request.isOfEarlierRun);
}

/** A request that was sent has its effect within this time, milliseconds: clocks and reads that lag included. */
const EFFECT = 10 * 60_000;

const MAY_BE_ANOTHERS =
	"an earlier create of this resource made it, and it may be another resource's or another stack's by now";

/** Why a candidate is not claimed; `undefined` if it is. */
function explainRejection(candidate: Candidate, { proof, ...evidence }: Evidence): string | undefined {
	const { owner, holder, hasFailed, differences } = candidate;
	if (owner !== undefined) return `it belongs to another resource of this program, "${owner}"`;
	if (holder !== undefined) return `it is what "${holder}" has in the state now`;
	if (proof.by === "pending marker") return rejectByMarker(candidate, proof, evidence);
	if (proof.by === "description") return rejectByDescription(candidate, proof, evidence);
	return hasFailed ? "it has failed" : rejectDifferences(differences);
}

/**
 * What this create has asked for carries its own marker. The unfinished marker of another create of these coordinates is
 * what an interrupted run has left, if it is young and was there before this run asked for anything. What has failed is
 * claimed as the result of a request whose response is unknown: its reasons are this create's.
 */
function rejectByMarker(
	{ description, createdAt, hasFailed }: Candidate,
	desired: Extract<Proof, { by: "pending marker" }>,
	{ request, now }: Omit<Evidence, "proof">,
): string | undefined {
	const marker = readDescription(description, desired.identity);
	if (marker === undefined) return "it does not carry the marker of this resource";
	const isOwn = marker.identity === desired.identity;
	if (marker.state === "done" || (marker.state === "kept" && !isOwn)) return MAY_BE_ANOTHERS;
	if (readPending({ description }, desired) === undefined) return "it was begun with other inputs";
	if (hasFailed && request.result === "none") return "it has failed";
	if (isOwn) return undefined;
	return hasAsked(request) ? "another run has begun it meanwhile" : refuseAge(createdAt, now);
}

/**
 * The marker in a default description cannot be changed, so it says nothing of whether a create was finished: claimed is
 * only what this very create has asked for, in this run or in one that was interrupted on this machine. A user's own
 * description is no marker: then the object has to be created since.
 */
function rejectByDescription(
	{ description = "", createdAt, differences }: Candidate,
	desired: Extract<Proof, { by: "description" }>,
	{ request, since, now, concurrentCreator }: Omit<Evidence, "proof">,
): string | undefined {
	const { identity } = desired;
	const marker = readDescription(description, identity);
	if (marker && marker.identity !== identity) return MAY_BE_ANOTHERS;
	const isDefault = readDescription(desired.description, identity) !== undefined;
	if (!isDefault || parseIdentity(identity).incarnation === undefined) {
		const registeredAt = createdAt ?? 0;
		if (registeredAt < since) return "nothing shows that this resource registered it";
		if (request.result !== "none" && registeredAt > request.sentAt + EFFECT)
			return "it was registered after the last request of this resource";
		if (concurrentCreator !== undefined)
			return `another resource of this program, "${concurrentCreator}", makes one there as well`;
	}
	if (description !== desired.description) return "it does not carry the marker of this resource";
	return refuseAge(createdAt, now) ?? rejectDifferences(differences);
}

function rejectDifferences(differences: readonly string[] = []): string | undefined {
	return differences.length > 0 ? `it differs in ${differences.join(", ")}` : undefined;
}
