import { inspect } from "node:util";
import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { type Complaint, type Properties, UNKNOWN } from "../lifecycle";
import { type Path, valueAt } from "./unknown";

/** More would hide the first ones. */
const MOST_COMPLAINTS = 50;

/**
 * Checks inputs against a schema and further rules; all complaints at once, in the order of the schema.
 *
 * The messages of the schema say what is expected (`5 to 4096`); what was got is added here. A value that is not known
 * yet skips its own rule only.
 */
export function findComplaints(schema: z.ZodType, inputs: Properties, rules: Iterable<Broken>): Complaint[] {
	const issues = schema.safeParse(inputs).error?.issues ?? [];
	const broken = [...issues.flatMap((issue) => explainIssue(issue)), ...rules];

	const complaints = new Map<string, Complaint>();
	for (const { path, expected, insteadOf } of broken) {
		const got = valueAt(inputs, path);
		const property = writePath(path);
		if (got === UNKNOWN || complaints.has(property)) continue;

		const reason = insteadOf === undefined ? `expected ${expected}, got ${showValue(got)}` : insteadOf;
		complaints.set(property, { property, reason });
	}

	return boundComplaints([...complaints.values()]);
}

/** A rule that an input breaks. */
export interface Broken {
	readonly path: Path;
	/** What was expected, to complete "expected …, got …". */
	readonly expected?: string;
	/** A whole sentence in place of that. */
	readonly insteadOf?: string;
}

function explainIssue(issue: z.core.$ZodIssue): Broken[] {
	if (issue.code !== "unrecognized_keys") return [{ path: issue.path, expected: issue.message }];

	const known = issue.message.split(",");
	return issue.keys.map((key) => ({
		path: [...issue.path, key.slice(0, 100)],
		insteadOf: `there is no such input${suggestName(key, known)}`,
	}));
}

/** "; did you mean `x`?" for the nearest known name, the whole list where none is near. */
function suggestName(name: string, known: readonly string[]): string {
	const nearest = closest(name.slice(0, 100), known);
	if (distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, name.length / 3)) {
		return `; did you mean \`${nearest}\`?`;
	}

	return `; there are ${known.join(", ")}`;
}

/** `storage.location.path`, `extendStorage[0].type`. */
function writePath(path: Path): string {
	const write = (step: PropertyKey) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 100)}`);
	return path.map(write).join("").replace(/^\./, "");
}

/** A value as a person would write it, short. */
export function showValue(value: unknown): string {
	if (value === undefined || value === null) return "nothing";
	if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
	return inspect(value, { depth: 1, maxStringLength: 40, maxArrayLength: 3, breakLength: Infinity }).slice(0, 120);
}

function boundComplaints(complaints: Complaint[]): Complaint[] {
	const more = complaints.length - MOST_COMPLAINTS;
	if (more <= 0) return complaints;
	return [...complaints.slice(0, MOST_COMPLAINTS), { property: "…", reason: `${more} more mistakes` }];
}
