import { ApiError, ServiceError } from "../../services/http/errors";
import type { Context } from "../contract";
import { type Intent, listNames } from "./resource-intent";
import { hash } from "./intent-log";
import { retryLookup } from "./retry-lookup";
import { pauseToRepeat } from "./backoff-before-retry";

/** A POST whose answer was lost is sent again at most this often, each time after looking what it did. */
const ATTEMPTS = 3;

/** How one object is made. */
export interface CreatePlan<Made> {
	readonly kind: string;

	/** Of the create: what resumes it on this machine goes on with the same. */
	readonly identity: string;

	/** All inputs that replace, in one spelling: an intent with others is not about this object. */
	readonly replacing: unknown;

	/** The request that makes it. Not idempotent. */
	send(): Promise<Made>;

	/** What the intent log keeps of it; the identity with which it was begun, where that is another create's. */
	name(made: Made): Pick<Intent, "id" | "jobId" | "startedNotebook" | "identity">;

	/** The service's code for "there is one already". */
	readonly conflict: string;

	/** What an earlier run on this machine has made, if it is still there and is what is wanted now. */
	resumeFromIntent(intent: Intent): Promise<Made | undefined>;

	/**
	 * What an earlier run on this machine made without learning its id, in words, if it is there and is not what is wanted
	 * now: it is named, never taken.
	 */
	describeOrphan(intent: Intent): Promise<string | undefined>;

	/** By what it can be known where a service may not show it for a while: `the tag pulumi=…`. */
	readonly sign?: string;

	/** A hash of an input by which `trace` knows it. */
	readonly place?: string;

	/** Whether to look for leftovers of other machines before anything is sent: where names are not unique. */
	readonly searchBeforeCreate: boolean;

	/**
	 * What exists in its place, ours or somebody else's.
	 *
	 * @param since when we first tried to make it
	 * @param onlyOurs what others made is of no interest: it need not be looked for
	 */
	find(since: number, onlyOurs?: boolean): Promise<Made | undefined>;

	/**
	 * The same after a request whose answer was lost at `asked`, milliseconds since 1970: looks for as long as its work may
	 * go on unseen, where a service hides it. `isEarlier`: it was another run's request.
	 */
	await?(asked: number, isEarlier: boolean, since: number): Promise<Made | undefined>;

	/** Why what was found may not be taken for our own; `undefined` if it may. `since`: when we first tried to make it. */
	refuse(found: Made, since: number): string | undefined;

	/** For the warning when it is taken: `the notebook lab (DE-1)`. */
	describeFound(found: Made): string;

	/** What to say when there is one already that is not ours: which one it is, and the ways out. May look at it. */
	explainConflict(found: Made | undefined, refusal: string | undefined): string | Promise<string>;
}

/**
 * Makes an object, exactly once, whatever was lost on the way.
 *
 * - A run that was killed is gone on with: by the intent that it left on this machine, or by the mark in the cloud.
 * - An answer that is lost may have had its effect. So nothing is sent a second time before a look at what is there.
 */
export async function ensureCreated<Made>(plan: CreatePlan<Made>, context: Context): Promise<Made> {
	const { clock } = context.cloud;
	const digest = hash(plan.replacing);
	const earlier = context.intent.read();
	const intent = earlier?.digest === digest ? earlier : undefined;
	const since = Date.parse(intent?.startedAt ?? "") || clock.now();

	const { kind, identity, sign, place } = plan;
	const pending = { kind, identity, startedAt: new Date(since).toISOString(), digest, sign, place };

	/** Asked right before it is taken, as others may take it while we look. */
	function refuse(found: Made | undefined): string | undefined {
		return found && (explainUser(plan.name(found), context) ?? plan.refuse(found, since));
	}

	/** @param taken it is an earlier run's, not what this one has made and lost the answer of */
	function take(found: Made, taken: boolean): Made {
		noteYoung(plan.name(found), since, context);
		context.intent.write({ ...pending, ...plan.name(found), taken });
		context.warn(`Took over ${plan.describeFound(found)}, which an earlier attempt of this resource made.`);
		return found;
	}

	/** @param asked when a request was sent whose answer is not known */
	function findOurs(asked?: number, isEarlier = false): Promise<Made | undefined> {
		return asked !== undefined && plan.await ? plan.await(asked, isEarlier, since) : plan.find(since, true);
	}

	/** What stands in the way of a request sent at `asked`: a request of ours before it may have made that. */
	function findExisting(asked: number, mayBeOurs: boolean): Promise<Made | undefined> {
		if (!mayBeOurs) return plan.find(since);
		return plan.await ? plan.await(asked, false, since) : retryLookup(asked, () => plan.find(since), context);
	}

	if (earlier && !intent) await warnOfOther(earlier, plan, context);
	if (intent) {
		noteYoung(intent, Date.parse(intent.askedAt ?? intent.startedAt), context);
		const recalled = await plan.resumeFromIntent(intent);
		if (recalled && explainUser(plan.name(recalled), context) === undefined) return take(recalled, true);
	}

	if (plan.searchBeforeCreate || intent) {
		const found = await findOurs(intent && readAsked(intent), true);
		if (found && refuse(found) === undefined) return take(found, true);
	}

	// What is changed in place may be what it was looked for by: its name.
	if (intent) await warnOfUntaken(intent, plan, context);

	let losses = 0;
	let unclear: ServiceError | undefined;
	for (let attempt = 1; ; attempt++) {
		const asked = clock.now();
		context.intent.write({ ...pending, askedAt: new Date(asked).toISOString() });
		try {
			const made = await plan.send();
			noteYoung(plan.name(made), clock.now(), context);
			context.intent.write({ ...pending, ...plan.name(made) });
			return made;
		} catch (error) {
			const exists = error instanceof ApiError && error.code === plan.conflict;
			if (!exists && !(error instanceof ServiceError && error.effect !== "none")) {
				if (attempt === 1) context.intent.clear();
				// Cut off before it was sent again.
				throw unclear && context.signal.aborted ? explainUnclear(unclear, attempt - 1, plan.sign) : error;
			}
			unclear = error;

			// Turned away, or so it is said: after the pause that this takes anyway, one look is enough.
			const isTurnedAway = !exists && error.effect === "unlikely";
			const hasTime = !isTurnedAway || (await pauseToRepeat(error, attempt, context));
			const isOver = () => !hasTime || context.signal.aborted || clock.now() >= context.deadline;
			const found = exists
				? await findExisting(asked, attempt > 1 || intent !== undefined)
				: await findOurs(isTurnedAway ? undefined : asked).catch((failure: unknown) => {
						// A look that is cut off shows nothing: what is to be told is the request.
						if (isOver()) return undefined;
						throw failure;
					});
			const refusal = refuse(found);
			if (found && refusal === undefined) return take(found, exists && attempt === 1);
			if (exists) throw new Error(`${await explainExisting(found, refusal, plan, context)} ${error.summary}`);
			if (isOver()) throw explainUnclear(error, attempt, plan.sign);
			if (!isTurnedAway && ++losses === ATTEMPTS) throw error;
		}
	}
}

/** Reads may not show it yet. */
function noteYoung(made: Pick<Intent, "id" | "jobId">, at: number, { cloud }: Context): void {
	for (const name of listNames(made)) if (name !== "") cloud.recentlyCreated.record(name, at);
}

/** Why something is no leftover: it is what another resource of the same program is. */
function explainUser(made: Pick<Intent, "id" | "jobId">, { intent }: Context): string | undefined {
	const user = intent.findOwner(made);
	return user === undefined ? undefined : `it belongs to another resource of this program, "${user}"`;
}

async function explainExisting<Made>(
	found: Made | undefined,
	refusal: string | undefined,
	plan: CreatePlan<Made>,
	context: Context,
): Promise<string> {
	const user = found && explainUser(plan.name(found), context);
	if (!found || user === undefined) return plan.explainConflict(found, refusal);
	return (
		`There is ${plan.describeFound(found)} already: ${user}. One object cannot be two resources: declare it once, or ` +
		"give this one a name or path of its own."
	);
}

/** When a request was sent whose answer nobody has seen. */
function readAsked({ id, jobId, askedAt }: Intent): number | undefined {
	return id === undefined && jobId === undefined && askedAt !== undefined ? Date.parse(askedAt) : undefined;
}

/**
 * Nothing is asked for twice while the first request may still have its effect.
 *
 * @param requests how many were sent that may have had it, each after the first when a look had found nothing
 */
function explainUnclear({ message }: Error, requests: number, sign: string | undefined): Error {
	const where = sign === undefined ? "" : ` (known by ${sign})`;
	const sent =
		requests === 1
			? "nothing was asked for a second time"
			: `it was sent ${requests} times, each time after the first when a look had found nothing`;
	return new Error(
		`${message} Whether it had its effect is not known: nothing of it was seen${where} until this run ended, and ${sent}. ` +
			"The next `pulumi up` looks again first, and goes on with what is there.",
	);
}

/** The program was edited before it was gone on with: what was begun is not what is wanted now. */
async function warnOfOther<Made>(earlier: Intent, plan: CreatePlan<Made>, context: Context): Promise<void> {
	const { id, jobId, sign } = earlier;
	const job = jobId === undefined ? undefined : `what job ${jobId} makes`;
	const made = id ?? job ?? (await plan.describeOrphan(earlier));
	if (made !== undefined) {
		context.warn(
			`An interrupted run made ${made} for this resource, with other inputs than it has now. ` +
				"It was left alone: delete it if it is still there and nobody needs it.",
		);
	} else if (sign !== undefined) {
		context.warn(
			"An interrupted run may have begun something for this resource, with other inputs than it has now, that the " +
				`service does not show. Look for ${sign}, later as well, and delete it if nobody needs it.`,
		);
	}
}

/** What was begun is not found by what it is called now, or only some of it is there. */
async function warnOfUntaken<Made>(intent: Intent, plan: CreatePlan<Made>, context: Context): Promise<void> {
	if (intent.id !== undefined || intent.jobId !== undefined) return;
	const made = await plan.describeOrphan(intent);
	if (made === undefined) return;
	context.warn(
		`An interrupted run made ${made} for this resource, and this run cannot go on with it. ` +
			"It was left alone: delete it if nobody needs it.",
	);
}
