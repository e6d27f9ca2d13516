import { distance } from "fastest-levenshtein";
import type { Services } from "../services/services";

/** So many are named where nothing was found. */
const SUGGESTIONS = 3;

/** What is looked for among the objects of a list. */
export interface Choice<T> {
	/** In messages, for several: `notebook flavors`. */
	readonly kind: string;
	readonly services: Services;

	/** The text that identifies an object, and what the program expects of it, if it does. */
	readonly nameOf: (object: T) => string | undefined;
	readonly name?: string;

	/** What else the program expects. */
	readonly fits: (object: T) => boolean;
	readonly createdAt?: (object: T) => string | number | undefined;
	readonly mostRecent?: boolean;
	readonly required?: boolean;
}

/** Nothing of what the program requires is there. */
export class NothingFoundError extends Error {
	override readonly name = "NothingFoundError";
}

/** The objects that the program asks for; or an error with what comes nearest, where it asks for that. */
export function choose<T>(all: readonly T[], choice: Choice<T>): T[] {
	const { nameOf, name, fits, required, mostRecent, createdAt } = choice;
	const found = all.filter((object) => (name === undefined || nameOf(object) === name) && fits(object));
	if (found.length === 0 && required) throw new NothingFoundError(explainNothing(all, choice));
	if (!mostRecent || !createdAt) return found;

	const timeOf = (object: T) => new Date(createdAt(object) ?? 0).getTime();
	return [...found].sort((one, other) => timeOf(other) - timeOf(one)).slice(0, 1);
}

/** Says nothing of the program's own texts: any may be a secret. */
function explainNothing<T>(
	all: readonly T[],
	{ kind, services: { region, projectId }, nameOf, name, fits }: Choice<T>,
): string {
	const where = `in ${region}, project ${projectId}`;
	if (all.length === 0) return `There are no ${kind} ${where}.`;

	const named = all.filter((object) => nameOf(object) === name);
	const others = all.filter(fits);
	const near = name === undefined ? [] : findNearest(others, nameOf, name);
	const reason =
		name === undefined
			? `None of the ${all.length} ${kind} ${where} fits the filters.`
			: named.length > 0
				? `The ${kind} of the given name ${where} do not fit the other filters.`
				: `None of the ${all.length} ${kind} ${where} has the given name.`;
	return near.length > 0 ? `${reason} Those that come nearest: ${near.join(", ")}.` : reason;
}

function findNearest<T>(all: readonly T[], nameOf: (object: T) => string | undefined, name: string): string[] {
	const names = new Set(all.map(nameOf).filter((one) => one !== undefined));
	return [...names].sort((one, other) => distance(one, name) - distance(other, name)).slice(0, SUGGESTIONS);
}

/** Whether an object has what the program asks for, if it does. */
export function isAsked<T>(asked: T | undefined, actual: T | undefined): boolean {
	return asked === undefined || asked === actual;
}

/** The same for words that the service writes in either case. */
export function isAskedInAnyCase(asked: string | undefined, actual: string | undefined): boolean {
	return asked === undefined || asked.toUpperCase() === actual?.toUpperCase();
}

/** Whether an object has all the tags that the program asks for. */
export function hasTags(
	asked: Readonly<Record<string, string>> = {},
	actual: Readonly<Record<string, string>>,
): boolean {
	return Object.entries(asked).every(([key, value]) => actual[key] === value);
}
