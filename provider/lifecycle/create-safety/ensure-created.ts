import { ApiError, ServiceError } from "../../services/http/errors";
import type { Context } from "../contract";
import { type Intent, listNames } from "./resource-intent";
import { hash } from "./intent-log";
import { retryLookup } from "./retry-lookup";
import { pauseToRepeat } from "./backoff-before-retry";

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

	/** The object that an earlier run on this machine created, if it still exists and has the desired inputs. */
	resumeFromIntent(intent: Intent): Promise<Made | undefined>;

	/**
	 * Describes the orphaned object of an earlier run on this machine that never learnt its id, if it exists and has other
	 * inputs than the desired ones: it is reported, never resumed.
	 */
	describeOrphan(intent: Intent): Promise<string | undefined>;

	/** A lookup hint for a service that may not show the object for a while: `the tag pulumi=…`. */
	readonly sign?: string;

	/** A hash of an input by which `describeOrphan` recognizes the object. */
	readonly place?: string;

	/** Whether to search for pending objects of other machines before the first request: where names are not unique. */
	readonly searchBeforeCreate: boolean;

	/**
	 * Finds the existing object, ours or an unmanaged one.
	 *
	 * @param since when the first attempt to create it began
	 * @param onlyOurs objects of others need not be searched for
	 */
	find(since: number, onlyOurs?: boolean): Promise<Made | undefined>;

	/**
	 * The same after a request that was sent at `asked`, milliseconds since 1970, and whose response was lost: searches for as
	 * long as the service may hide the object. `isEarlier`: it was the request of an earlier run.
	 */
	await?(asked: number, isEarlier: boolean, since: number): Promise<Made | undefined>;

	/** Why the found object cannot be claimed; `undefined` if it can. `since`: when the first attempt to create it began. */
	refuse(found: Made, since: number): string | undefined;

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
	const { clock } = context.cloud;
	const digest = hash(plan.replacing);
	const earlier = context.intent.read();
	const intent = earlier?.digest === digest ? earlier : undefined;
	const since = Date.parse(intent?.startedAt ?? "") || clock.now();

	const { kind, identity, sign, place } = plan;
	const pending = { kind, identity, startedAt: new Date(since).toISOString(), digest, sign, place };

	/** Called right before the claim, as another resource may claim the object during the search. */
	function refuse(found: Made | undefined): string | undefined {
		return found && (explainOwner(plan.name(found), context) ?? plan.refuse(found, since));
	}

	/** @param taken the object is of an earlier run, not of a request of this run whose response was lost */
	function take(found: Made, taken: boolean): Made {
		recordCreated(plan.name(found), since, context);
		context.intent.write({ ...pending, ...plan.name(found), taken });
		context.warn(`Resumed ${plan.describeFound(found)}, which an earlier attempt of this resource created.`);
		return found;
	}

	/** @param asked when a request was sent whose response is unknown */
	function findOurs(asked?: number, isEarlier = false): Promise<Made | undefined> {
		return asked !== undefined && plan.await ? plan.await(asked, isEarlier, since) : plan.find(since, true);
	}

	/** The object that the request sent at `asked` conflicts with: an earlier request of ours may have created it. */
	function findExisting(asked: number, mayBeOurs: boolean): Promise<Made | undefined> {
		if (!mayBeOurs) return plan.find(since);
		return plan.await ? plan.await(asked, false, since) : retryLookup(asked, () => plan.find(since), context);
	}

	if (earlier && !intent) await warnOfOtherInputs(earlier, plan, context);
	if (intent) {
		recordCreated(intent, Date.parse(intent.askedAt ?? intent.startedAt), context);
		const recalled = await plan.resumeFromIntent(intent);
		if (recalled && explainOwner(plan.name(recalled), context) === undefined) return take(recalled, true);
	}

	if (plan.searchBeforeCreate || intent) {
		const found = await findOurs(intent && readAsked(intent), true);
		if (found && refuse(found) === undefined) return take(found, true);
	}

	// The search may have used an input that changes in place: the name.
	if (intent) await warnOfUnresumed(intent, plan, context);

	let losses = 0;
	let unclear: ServiceError | undefined;
	for (let attempt = 1; ; attempt++) {
		const asked = clock.now();
		context.intent.write({ ...pending, askedAt: new Date(asked).toISOString() });
		try {
			const made = await plan.send();
			recordCreated(plan.name(made), clock.now(), context);
			context.intent.write({ ...pending, ...plan.name(made) });
			return made;
		} catch (error) {
			const exists = error instanceof ApiError && error.code === plan.conflict;
			if (!exists && !(error instanceof ServiceError && error.effect !== "none")) {
				if (attempt === 1) context.intent.clear();
				// Interrupted before the request was repeated.
				throw unclear && context.signal.aborted ? explainUnclear(unclear, attempt - 1, plan.sign) : error;
			}
			unclear = error;

			// Probably rejected: after the backoff, one search is enough.
			const isTurnedAway = !exists && error.effect === "unlikely";
			const hasTime = !isTurnedAway || (await pauseToRepeat(error, attempt, context));
			const isOver = () => !hasTime || context.signal.aborted || clock.now() >= context.deadline;
			const found = exists
				? await findExisting(asked, attempt > 1 || intent !== undefined)
				: await findOurs(isTurnedAway ? undefined : asked).catch((failure: unknown) => {
						// An interrupted search proves nothing: the error to report is that of the request.
						if (isOver()) return undefined;
						throw failure;
					});
			const refusal = refuse(found);
			if (found && refusal === undefined) return take(found, exists && attempt === 1);
			if (exists) throw new Error(`${await explainExisting(found, refusal, plan, context)} ${error.summary}`);
			if (isOver()) throw explainUnclear(error, attempt, plan.sign);
			if (!isTurnedAway && ++losses === MAX_ATTEMPTS) throw error;
		}
	}
}

/** Records the object as recently created: reads may not show it yet. */
function recordCreated(made: Pick<Intent, "id" | "jobId">, at: number, { cloud }: Context): void {
	for (const name of listNames(made)) if (name !== "") cloud.recentlyCreated.record(name, at);
}

/** The other resource of the same program that the object belongs to, as the reason of a rejection. */
function explainOwner(made: Pick<Intent, "id" | "jobId">, { intent }: Context): string | undefined {
	const owner = intent.findOwner(made);
	return owner === undefined ? undefined : `it belongs to another resource of this program, "${owner}"`;
}

async function explainExisting<Made>(
	found: Made | undefined,
	refusal: string | undefined,
	plan: CreatePlan<Made>,
	context: Context,
): Promise<string> {
	const owner = found && explainOwner(plan.name(found), context);
	if (!found || owner === undefined) return plan.explainConflict(found, refusal);
	return (
		`There is ${plan.describeFound(found)} already: ${owner}. One object cannot be two resources: declare it once, or ` +
		"give this one a name or path of its own."
	);
}

/** When the request of an intent was sent, if its response is unknown. */
function readAsked({ id, jobId, askedAt }: Intent): number | undefined {
	return id === undefined && jobId === undefined && askedAt !== undefined ? Date.parse(askedAt) : undefined;
}

/**
 * The error for a request that may have created an object which no search has found.
 *
 * @param requests how many were sent, each repetition after a search that found no object
 */
function explainUnclear({ message }: Error, requests: number, sign: string | undefined): Error {
	const hint = sign === undefined ? "" : ` (searched by ${sign})`;
	const sent =
		requests === 1
			? "the request was not repeated"
			: `the request was sent ${requests} times, each repetition after a search that found none`;
	return new Error(
		`${message} The result of this request is unknown: until this run ended, no matching object was found${hint}, and ` +
			`${sent}. The next \`pulumi up\` searches again first, and resumes the object if it finds one.`,
	);
}

/** The program was edited before the next run: the pending create has other inputs than the desired ones. */
async function warnOfOtherInputs<Made>(earlier: Intent, plan: CreatePlan<Made>, context: Context): Promise<void> {
	const { id, jobId, sign } = earlier;
	const job = jobId === undefined ? undefined : `the object of job ${jobId}`;
	const orphan = id ?? job ?? (await plan.describeOrphan(earlier));
	if (orphan !== undefined) {
		context.warn(
			`An interrupted run created ${orphan} for this resource, with other inputs than it has now. ` +
				"It was not resumed: delete it if it still exists and nobody needs it.",
		);
	} else if (sign !== undefined) {
		context.warn(
			"An interrupted run may have begun to create an object for this resource, with other inputs than it has now, which " +
				`the service does not show. Search for ${sign}, later as well, and delete the object if nobody needs it.`,
		);
	}
}

/** The pending object is not found by its present name, or only a part of it exists. */
async function warnOfUnresumed<Made>(intent: Intent, plan: CreatePlan<Made>, context: Context): Promise<void> {
	if (intent.id !== undefined || intent.jobId !== undefined) return;
	const orphan = await plan.describeOrphan(intent);
	if (orphan === undefined) return;
	context.warn(
		`An interrupted run created ${orphan} for this resource, and this run cannot resume it: delete it if nobody needs it.`,
	);
}
