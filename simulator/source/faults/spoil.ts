import type { Clock } from "../clock/clock";
import type { Answer } from "../gateway/operation";
import type { RequestEntry } from "../requests/request-log";
import type { FaultAction, FaultOrder } from "./fault";
import type { HeldRequests } from "./held-requests";

/** How an answer goes out. */
export type Delivery =
	| { readonly kind: "answer"; readonly answer: Answer }
	| { readonly kind: "truncate"; readonly answer: Answer }
	| {
			readonly kind: "text";
			readonly status: number;
			readonly headers: Readonly<Record<string, string>>;
			readonly text: string;
	  }
	| { readonly kind: "reset" }
	/** Nobody is there any more. */
	| { readonly kind: "dropped" };

export interface Spoiling {
	readonly fault: FaultOrder;
	readonly entry: RequestEntry;
	readonly clock: Clock;
	readonly held: HeldRequests;
	/** The client's connection ended. */
	readonly gone: AbortSignal;
	readonly work: () => Promise<Answer>;
}

const madeUp: Answer = { status: 200, body: { id: "00000000-0000-0000-0000-000000000000", status: "UNKNOWN" } };

/** Carries out a fault: waits first, then spoils; `afterEffect` does the work before either. */
export async function spoil({ fault, entry, clock, held, gone, work }: Spoiling): Promise<Delivery> {
	const { action, afterEffect = false } = fault;
	const done = afterEffect ? await work() : undefined;
	if (action.hold && !(await held.hold(entry, afterEffect, gone))) return { kind: "dropped" };
	if (action.delayMs !== undefined) await clock.sleep(action.delayMs, gone);
	if (gone.aborted) return { kind: "dropped" };
	if (action.reset) return { kind: "reset" };
	if (action.status !== undefined) return substitute(action, action.status);
	if (action.malformed) return substitute({ body: "this is not JSON {", headers: {} }, 200);
	if (!action.truncate) return retouch(action, done ?? (await work()));
	// Something must be there to be cut: a read has no effect, so it may be answered; anything else is made up.
	return { kind: "truncate", answer: done ?? (entry.method === "GET" ? await work() : madeUp) };
}

/** The true answer with other headers, or with something else in its body. */
function retouch({ headers, replace }: FaultAction, answer: Answer): Delivery {
	if (!headers && !replace) return { kind: "answer", answer };
	const [pattern, text] = replace ?? ["$^", ""];
	const body = answer.text ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
	const all = { "content-type": "application/json; charset=UTF-8", ...answer.headers, ...lowerNames(headers) };
	return { kind: "text", status: answer.status, headers: all, text: body.replace(new RegExp(pattern, "g"), text) };
}

function lowerNames(headers: FaultAction["headers"] = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function substitute({ body, headers }: FaultAction, status: number): Delivery {
	const named = lowerNames(headers);
	if (typeof body !== "string") return { kind: "answer", answer: { status, body, headers: named } };
	return { kind: "text", status, headers: { "content-type": "application/json", ...named }, text: body };
}
