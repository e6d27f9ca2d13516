import type { Clock } from "../clock/clock";
import type { HttpResponse } from "../gateway/operation";
import type { RequestEntry } from "../requests/request-log";
import type { FaultAction, FaultOrder } from "./fault";
import type { HeldRequests } from "./held-requests";
import type { LateEffects } from "./late-effects";

/** How a response is delivered. */
export type Delivery =
	| { readonly kind: "response"; readonly response: HttpResponse }
	| { readonly kind: "truncate"; readonly response: HttpResponse }
	| {
			readonly kind: "text";
			readonly status: number;
			readonly headers: Readonly<Record<string, string>>;
			readonly text: string;
	  }
	| { readonly kind: "reset" }
	/** The client has disconnected. */
	| { readonly kind: "dropped" };

export interface FaultContext {
	readonly fault: FaultOrder;
	readonly entry: RequestEntry;
	readonly clock: Clock;
	readonly held: HeldRequests;
	readonly late: LateEffects;
	/** Aborted when the client disconnects. */
	readonly disconnected: AbortSignal;
	readonly execute: () => Promise<HttpResponse>;
}

const placeholderResponse: HttpResponse = {
	status: 200,
	body: { id: "00000000-0000-0000-0000-000000000000", status: "UNKNOWN" },
};

/** Injects a fault: first its wait, then its other action; with `afterEffect` the operation is executed before both. */
export async function applyFault({
	fault,
	entry,
	clock,
	held,
	late,
	disconnected,
	execute: executeOnce,
}: FaultContext): Promise<Delivery> {
	const { action, afterEffect = false, effectAfterMs } = fault;
	const execute = () => (action.duplicate ? executeTwice(action.duplicate, executeOnce) : executeOnce());
	if (effectAfterMs !== undefined) late.plan(effectAfterMs, execute);
	const done = afterEffect ? await execute() : undefined;
	if (action.hold && !(await held.hold(entry, afterEffect, disconnected))) return { kind: "dropped" };
	if (action.delayMs !== undefined) await clock.sleep(action.delayMs, disconnected);
	if (disconnected.aborted) return { kind: "dropped" };
	if (action.reset) return { kind: "reset" };
	if (action.status !== undefined) return substituteResponse(action, action.status);
	if (action.malformed) return substituteResponse({ body: "this is not JSON {", headers: {} }, 200);
	if (!action.truncate) return modifyResponse(action, done ?? (await execute()));
	// Truncation needs a body: a read has no effect, so it is executed; for any other method the body is a placeholder.
	return { kind: "truncate", response: done ?? (entry.method === "GET" ? await execute() : placeholderResponse) };
}

async function executeTwice(chosen: "first" | "second", execute: () => Promise<HttpResponse>): Promise<HttpResponse> {
	const first = await execute();
	const second = await execute();
	return chosen === "first" ? first : second;
}

/** The real response with changed headers or a changed body. */
function modifyResponse({ headers, replace }: FaultAction, response: HttpResponse): Delivery {
	if (!headers && !replace) return { kind: "response", response };
	const [pattern, text] = replace ?? ["$^", ""];
	const body = response.text ?? (response.body === undefined ? "" : JSON.stringify(response.body));
	const all = { "content-type": "application/json; charset=UTF-8", ...response.headers, ...lowerNames(headers) };
	return { kind: "text", status: response.status, headers: all, text: body.replace(new RegExp(pattern, "g"), text) };
}

function lowerNames(headers: FaultAction["headers"] = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function substituteResponse({ body, headers }: FaultAction, status: number): Delivery {
	const named = lowerNames(headers);
	if (typeof body !== "string") return { kind: "response", response: { status, body, headers: named } };
	return { kind: "text", status, headers: { "content-type": "application/json", ...named }, text: body };
}
