import { ApiError, ServiceError } from "../../services/http/errors";
import type { Context } from "../contract";
import { type Intent, listNames } from "./resource-intent";
import { computeDigest } from "./digest";
import {
	type Candidate,
	decide,
	type Decision,
	type Evidence,
	type LastRequest,
	type Proof,
	startOfSearch,
} from "./decide";
import { explainUnclear } from "./explain-unclear";
import { retryLookup } from "./retry-lookup";
import { pauseToRepeat } from "./pause-to-repeat";
import { warnOfOtherInputs, warnOfUnresumed } from "./warn-of-orphans";

/** A POST whose response was lost is sent at most this often, each time after a search for its object. */
const MAX_ATTEMPTS = 3;

/** How one object is created. */
export interface CreatePlan<Made> {
	readonly kind: string;

	/** Of the create: a run that resumes it on this machine keeps it. */
	readonly identity: string;

	/** All inputs that replace, normalized: an intent with other values belongs to another object. */
	readonly replacing: unknown;

	/** Sends the create request. Not idempotent. */
	send(): Promise<Made>;

	/** What the intent log keeps of the object; `identity` where another create began it. */
	name(made: Made): Pick<Intent, "id" | "jobId" | "startedNotebook" | "identity">;

	/** The service's error code for a conflict with an existing object. */
	readonly conflict: string;

	/** The object that an earlier run on this machine created, whatever its description is by now, if it still exists. */
	recall(intent: Intent): Promise<Candidate<Made> | undefined>;

	/**
	 * Names the orphaned objects of an earlier run on this machine that never learnt their ids, if they exist and have other
	 * inputs than the desired ones: they are reported, never resumed.
	 */
	readonly findOrphans: (intent: Intent) => Promise<readonly string[]>;

	/** A lookup hint for a service that may not show the object for a while: `the tag pulumi=…`. */
	readonly lookupHint?: string;

	/** A hash of the object's path by which `findOrphans` recognizes the object. */
	readonly pathHash?: string;

	/** Whether to search for pending objects of other machines before the first request: where names are not unique. */
	readonly searchBeforeCreate: boolean;

	/**
	 * Whether to search again after a lost response, for as long as reads may lag: where the service would create a second
	 * object, and `search` itself does not wait.
	 */
	readonly retriesSearch: boolean;

	/** How an object shows that this create has made it. */
	readonly proof: Proof;

	/** Finds the objects that an attempt of this create may have made, and if the request conflicts, what is in the way. */
	search(request: LastRequest): Promise<readonly Candidate<Made>[]>;

	/** For the warning when it is resumed: `the notebook lab (DE-1)`. */
	describeFound(found: Made): string;

	/** The message for a conflict with an unmanaged object: which one it is, and the possible solutions. May read it. */
	explainConflict(found: Made | undefined, refusal: string | undefined): string | Promise<string>;
}

/**
 * Creates an object exactly once, also after lost responses and interrupted runs.
 *
 * - The create of a killed run is resumed: by its intent on this machine, or by the ownership marker in the cloud.
 * - A request whose response was lost may have created the object. So it is repeated only after a search found none.
 */
export async function ensureCreated<Made>(plan: CreatePlan<Made>, context: Context): Promise<Made> {
	const { clock } = context.services;
	const digest = computeDigest(plan.replacing);
	const earlier = context.intent.read();
	const intent = earlier?.digest === digest ? earlier : undefined;
	const since = Date.parse(intent?.startedAt ?? "") || clock.now();

	const { kind, identity, lookupHint, pathHash } = plan;
	const pending = {
		kind,
		identity,
		startedAt: new Date(since).toISOString(),
		digest,
		sign: lookupHint,
		place: pathHash,
	};

	/** Called right before the claim as well, as another resource may claim an object during the search. */
	function judge(
		candidates: readonly Candidate<Made>[],
		request: LastRequest,
		{ proof = plan.proof, isSearchOver = true }: Partial<Evidence> = {},
	): Decision<Made> {
		const owned = candidates.map((one) => {
			const names = plan.name(one.found);
			return { ...one, owner: context.intent.findOwner(names), holder: context.intent.findHolder(names) };
		});
		const isContended = candidates.length > 0 && pathHash !== undefined;
		const concurrentCreator = isContended ? context.intent.findConcurrentCreator(pathHash) : undefined;
		const { retriesSearch } = plan;
		const now = clock.now();
		return decide(owned, { proof, request, since, now, concurrentCreator, retriesSearch, isSearchOver });
	}

	function writeNamed(made: Made, taken?: boolean): void {
		const { identity: begunBy = identity, ...names } = plan.name(made);
		context.intent.write({ ...pending, ...names, identity: begunBy, taken });
	}

	/** Nothing came of this request: what an earlier run has asked for stays written down. */
	function restoreIntent(): void {
		const startedNotebook = context.intent.read()?.startedNotebook;
		if (earlier) context.intent.write({ ...earlier, startedNotebook, taken: undefined });
		else context.intent.clear();
	}

	/** @param taken the object is of an earlier run, not of a request of this run whose response was lost */
	function take(found: Made, taken: boolean): Made {
		recordCreated(plan.name(found), since, context);
		writeNamed(found, taken);
		context.warn(`Resumed ${plan.describeFound(found)}, which an earlier attempt of this resource created.`);
		return found;
	}

	/** Searches until there is something to decide. */
	async function search(request: LastRequest): Promise<readonly Candidate<Made>[]> {
		let candidates: readonly Candidate<Made>[] = [];
		const start = request.result === "none" ? clock.now() : startOfSearch(request);
		await retryLookup(
			start,
			async () => {
				candidates = await plan.search(request);
				return judge(candidates, request, { isSearchOver: false }).action === "wait" ? undefined : candidates;
			},
			context,
		);
		return candidates;
	}

	if (earlier && !intent) await warnOfOtherInputs(earlier, plan, context);
	if (intent) {
		recordCreated(intent, Date.parse(intent.askedAt ?? intent.startedAt), context);
		const recalled = await plan.recall(intent);
		const decision = judge(recalled ? [recalled] : [], { result: "none" }, { proof: { by: "intent" } });
		if (decision.action === "claim") return take(decision.found, true);
	}

	if (plan.searchBeforeCreate || intent) {
		const request = readRequest(intent);
		const decision = judge(await search(request), request);
		if (decision.action === "claim") return take(decision.found, true);
	}

	// The search may have used an input that changes in place: the name.
	if (intent) await warnOfUnresumed(intent, plan, context);

	let losses = 0;
	let unclear: ServiceError | undefined;
	for (let attempt = 1; ; attempt++) {
		const asked = clock.now();
		const asking = { ...pending, askedAt: new Date(asked).toISOString() };
		context.intent.write(asking);
		try {
			const made = await plan.send();
			recordCreated(plan.name(made), clock.now(), context);
			writeNamed(made);
			return made;
		} catch (error) {
			const exists = error instanceof ApiError && error.code === plan.conflict;
			if (!exists && !(error instanceof ServiceError && error.effect !== "none")) {
				if (attempt === 1) restoreIntent();
				// Interrupted before the request was repeated.
				throw unclear && context.signal.aborted ? explainUnclear(unclear, attempt - 1, plan.lookupHint) : error;
			}
			unclear = error;

			// Probably rejected: after the backoff, one search is enough.
			const isTurnedAway = !exists && error.effect === "unlikely";
			const hasTime = !isTurnedAway || (await pauseToRepeat(error, attempt, context));
			const isOver = () => !hasTime || context.signal.aborted || clock.now() >= context.deadline;
			const lostAt = clock.now();
			const request: LastRequest = exists
				? { result: "exists", sentAt: asked, isRepeated: attempt > 1 || intent !== undefined }
				: isTurnedAway
					? { result: "rejected", sentAt: asked }
					: { result: "lost", sentAt: asked, lostAt, isOfEarlierRun: false };
			if (request.result === "lost") context.intent.write({ ...asking, lostAt: new Date(lostAt).toISOString() });
			const candidates = await search(request).catch((failure: unknown) => {
				// An interrupted search proves nothing: the error to report is that of the request.
				if (!exists && isOver()) return [];
				throw failure;
			});
			const decision = judge(candidates, request);
			if (decision.action === "claim") return take(decision.found, exists && attempt === 1);
			if (exists && decision.action === "conflict")
				throw new Error(`${await explainExisting(decision, plan)} ${error.summary}`);
			if (isOver()) throw explainUnclear(error, attempt, plan.lookupHint);
			if (!isTurnedAway && ++losses === MAX_ATTEMPTS) throw error;
		}
	}
}

/** Records the object as recently created: reads may not show it yet. */
function recordCreated(made: Pick<Intent, "id" | "jobId">, at: number, { services }: Context): void {
	for (const name of listNames(made)) if (name !== "") services.recentlyCreated.record(name, at);
}

async function explainExisting<Made>(
	{ candidate, reason }: Extract<Decision<Made>, { action: "conflict" }>,
	plan: CreatePlan<Made>,
): Promise<string> {
	if (candidate?.owner === undefined) return plan.explainConflict(candidate?.found, reason);
	return (
		`There is ${plan.describeFound(candidate.found)} already: ${reason}. One object cannot be two resources: declare it ` +
		"once, or give this one a name or path of its own."
	);
}

/** The request of an interrupted run whose response is unknown. */
function readRequest({ id, jobId, askedAt, lostAt }: Partial<Intent> = {}): LastRequest {
	if (id !== undefined || jobId !== undefined || askedAt === undefined) return { result: "none" };
	return { result: "lost", sentAt: Date.parse(askedAt), lostAt: Date.parse(lostAt ?? askedAt), isOfEarlierRun: true };
}
