import { findNearestName } from "../settings/nearest-name";
import { isObject } from "../settings/setting";

/** The requests that a fault applies to. An omitted criterion matches every request. */
export interface FaultMatch {
	readonly method?: string;
	/** Regular expressions for the path, the query as it came, and the body. */
	readonly path?: string;
	readonly query?: string;
	readonly body?: string;
	readonly operation?: string;
	/** True: only requests that change something; false: only those that do not. */
	readonly changes?: boolean;
	/** The fault applies from this matching request on; the first is 1. */
	readonly nth?: number;
}

/**
 * What happens instead of, or before, the real response. A wait (`hold`, `delayMs`) can be combined with the other
 * actions.
 */
export interface FaultAction {
	readonly hold?: boolean;
	readonly delayMs?: number;
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object is sent as JSON, a text verbatim. */
	readonly body?: unknown;
	readonly reset?: boolean;
	readonly malformed?: boolean;
	readonly truncate?: boolean;
	/** A regular expression and its replacement, applied to the whole body of the real response. */
	readonly replace?: readonly [pattern: string, text: string];
	/** The operation is executed twice, one right after the other; the client gets this response of the two. */
	readonly duplicate?: "first" | "second";
	/** A read shows what was true so many milliseconds ago. Changes made before the fault was added are not in that past. */
	readonly staleMs?: number;
	/** A list lacks one of its members. */
	readonly gap?: boolean;
}

/** A fault to inject. */
export interface FaultOrder {
	readonly match?: FaultMatch;
	/** How often it is injected (default 1); null: until it is deleted. */
	readonly times?: number | null;
	readonly action: FaultAction;
	/** True: the operation is executed first, and only its response is affected. */
	readonly afterEffect?: boolean;
	/** The operation is executed so many milliseconds later, by the simulator's clock, whatever the client does. */
	readonly effectAfterMs?: number;
}

/** An invalid fault. */
export class FaultError extends Error {
	override readonly name = "FaultError";
}

const matchKeys = ["method", "path", "query", "body", "operation", "changes", "nth"];
const effects = [
	"hold",
	"delayMs",
	"status",
	"headers",
	"reset",
	"malformed",
	"truncate",
	"replace",
	"duplicate",
	"staleMs",
	"gap",
];
const actionKeys = [...effects, "body"];
/** Actions that need no response of the operation. */
const substitutes = ["status", "reset", "malformed", "truncate"];

/** Parses a fault of the admin API; an unknown name is rejected, since a fault that never fires proves nothing. */
export function parseFault(fault: unknown, operations: readonly string[]): FaultOrder {
	if (!isObject(fault)) throw new FaultError("A fault must be a JSON object.");
	rejectUnknownKeys("fault", fault, ["match", "times", "action", "afterEffect", "effectAfterMs"]);
	const { match = {}, action, times, effectAfterMs } = fault;
	if (!isObject(match)) throw new FaultError("'match' must be an object.");
	if (!isObject(action)) throw new FaultError("'action' must be an object.");
	rejectUnknownKeys("match", match, matchKeys);
	rejectUnknownKeys("action", action, actionKeys);
	if (!effects.some((key) => key in action)) throw new FaultError(`'action' needs one of ${effects.join(", ")}.`);
	if (times !== undefined && times !== null && typeof times !== "number")
		throw new FaultError("'times' must be a number or null.");
	if (action.duplicate !== undefined && action.duplicate !== "first" && action.duplicate !== "second")
		throw new FaultError('\'action.duplicate\' must be "first" or "second".');
	if (action.staleMs !== undefined && !(typeof action.staleMs === "number" && action.staleMs >= 0))
		throw new FaultError("'action.staleMs' must be a number, 0 or more.");
	if (effectAfterMs !== undefined) checkLateEffect(effectAfterMs, fault, action);
	const { operation } = match;
	if (typeof operation === "string" && !operations.includes(operation))
		throw unknown("operation", operation, operations);
	for (const key of ["path", "query", "body"]) checkPattern(`match.${key}`, match[key]);
	if (action.replace !== undefined) checkReplacement(action.replace);
	return fault as unknown as FaultOrder;
}

/** Describes a fault in a few words, for the request log. */
export function describeFault({ action, afterEffect, effectAfterMs }: FaultOrder): string {
	const parts: string[] = [];
	if (action.hold) parts.push("hold");
	if (action.delayMs !== undefined) parts.push(`delay ${action.delayMs} ms`);
	if (action.status !== undefined) parts.push(String(action.status));
	if (action.staleMs !== undefined) parts.push(`stale by ${action.staleMs} ms`);
	for (const key of ["reset", "malformed", "truncate", "replace", "gap"] as const) if (action[key]) parts.push(key);
	if (action.duplicate) parts.push(`duplicate, ${action.duplicate} response`);
	const order = effectAfterMs === undefined ? "" : `, effect after ${effectAfterMs} ms`;
	return parts.join(", ") + (afterEffect ? " after effect" : order);
}

function checkLateEffect(milliseconds: unknown, fault: object, action: object): void {
	if (typeof milliseconds !== "number" || !(milliseconds >= 0))
		throw new FaultError("'effectAfterMs' must be a number, 0 or more.");
	if ("afterEffect" in fault) throw new FaultError("'effectAfterMs' and 'afterEffect' exclude each other.");
	if (!substitutes.some((key) => key in action))
		throw new FaultError(`With 'effectAfterMs', 'action' needs one of ${substitutes.join(", ")}.`);
}

function checkPattern(key: string, pattern: unknown): void {
	if (pattern === undefined) return;
	try {
		new RegExp(pattern as string);
	} catch {
		throw new FaultError(`'${key}' is not a regular expression.`);
	}
}

function checkReplacement(replace: unknown): void {
	if (!Array.isArray(replace) || replace.length !== 2 || !replace.every((part) => typeof part === "string"))
		throw new FaultError("'action.replace' must be a regular expression and a text.");
	checkPattern("action.replace", replace[0]);
}

function rejectUnknownKeys(what: string, given: Record<string, unknown>, known: readonly string[]): void {
	for (const key of Object.keys(given)) if (!known.includes(key)) throw unknown(`key of ${what}`, key, known);
}

function unknown(what: string, name: string, known: readonly string[]): FaultError {
	return new FaultError(`Unknown ${what} '${name}'. Did you mean '${findNearestName(name, known) ?? ""}'?`);
}
