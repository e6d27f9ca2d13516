import { isDeepStrictEqual } from "node:util";
import { describeValue } from "../../definition/validation";
import { isKnownWord } from "../../definition/fields";
import type { Context } from "../contract";
import { describePendingCreate } from "./intent-log";

/** An object that the user wants to go on with as if a resource had made it. */
export interface Adoption<Found, Inputs> {
	/** What it is, for messages: `notebook`. */
	readonly what: string;

	/** Several are joined by commas. */
	readonly id: string;

	readonly desired: Inputs;

	/** One that is gone has the status `DELETED`. */
	get(): Promise<Found>;

	/** The inputs as they are there. */
	read(found: Found): Inputs;

	/** Names of the inputs that differ and cannot be changed. */
	differ(there: Inputs): readonly (keyof Inputs & string)[];

	/** What else is in the way. */
	explainMismatch(found: Found): readonly string[];
}

/**
 * Adopts an object, for one resource only: whoever comes second is refused, and no older resource deletes it in this run.
 *
 * @throws if another resource of this run has it, if it is not there, or if it is not what the program describes, in words
 * that say what is
 */
export async function adopt<Found extends { readonly status?: string }, Inputs>(
	adoption: Adoption<Found, Inputs>,
	context: Context,
): Promise<Found> {
	const { what, id } = adoption;
	const { intent, services } = context;
	const user = intent.findOwner({ id });
	if (user !== undefined) {
		throw new Error(
			`The ${what} ${id} cannot be adopted: it belongs to another resource of this program, "${user}". One object ` +
				"cannot be two resources: declare it once.",
		);
	}

	// Of a create that was interrupted: should this come to nothing, the next run needs it.
	const before = intent.read();
	const startedAt = new Date(services.clock.now()).toISOString();
	intent.write({ kind: what, startedAt, digest: "", id, taken: true, adopted: true });
	try {
		const adopted = await lookAndCompare(adoption, context);
		const pending = before && before.id !== id ? describePendingCreate(before) : undefined;
		if (pending !== undefined)
			context.warn(`An interrupted run has begun ${pending} for this resource; it is left alone.`);
		return adopted;
	} catch (error) {
		intent.clear();
		if (before) intent.write(before);
		throw error;
	}
}

async function lookAndCompare<Found extends { readonly status?: string }, Inputs>(
	adoption: Adoption<Found, Inputs>,
	{ services: { region, projectId } }: Context,
): Promise<Found> {
	const { what, id, desired } = adoption;
	const found = await adoption.get();
	if (found.status === "DELETED") {
		throw new Error(`There is no ${what} ${id} to adopt in region ${region}, project ${projectId}.`);
	}

	const there = adoption.read(found);
	const differences = adoption.differ(there);
	const reasons = [
		...differences.flatMap((name) => describeDifference(name, there[name], desired[name])),
		...adoption.explainMismatch(found),
	];
	if (reasons.length === 0) return found;
	throw new Error(
		`The ${what} ${id} cannot be adopted, as it differs in what cannot be changed: ${reasons.join("; ")}. ` +
			"Write into the program what is there, as the console shows it.",
	);
}

/** How an input differs, part by part: what it is here and there, but no text that may be a secret. */
function describeDifference(path: string, there: unknown, desired: unknown): string[] {
	if (isParted(there) && isParted(desired)) {
		const names = [...new Set([...Object.keys(there), ...Object.keys(desired)])];
		const different = names.filter((name) => !isDeepStrictEqual(there[name], desired[name]));
		return different.flatMap((name) => describeDifference(`${path}.${name}`, there[name], desired[name]));
	}
	if (Array.isArray(there) && Array.isArray(desired) && there.length === desired.length) {
		return there.flatMap((item: unknown, at) =>
			isDeepStrictEqual(item, desired[at]) ? [] : describeDifference(`${path}[${at}]`, item, desired[at]),
		);
	}
	const bothHidden = [there, desired].every((value) => typeof value === "string" && !isKnownWord(value));
	return [`${path} is ${show(there)} there, ${bothHidden ? "another, " : ""}${show(desired)} in the program`];
}

function isParted(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === "object" && !Array.isArray(value);
}

function show(value: unknown): string {
	return isKnownWord(value) ? JSON.stringify(value) : describeValue(value);
}
