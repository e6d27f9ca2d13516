import type { OperationRequest } from "./operation";
import { isErrorBody, isObject, parseErrorBody } from "./error-body";
import type { HttpResponse } from "./transport";

/** A readable answer, or what is wrong with it. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

/**
 * Takes from a successful answer what the call relies on.
 *
 * A gateway, a proxy or a captive portal may say 200 to anything: only what is there counts. An `error_code` alone
 * does not make a failure, as a documented object may have one of its own.
 */
export function readResponse<T>(answer: HttpResponse, call: OperationRequest<T>): Reading<T> {
	if (answer.text.trim() === "" && !call.mayBeEmpty) return { problem: "an empty answer" };

	const type = answer.headers["content-type"] ?? "";
	if (answer.text.trim() !== "" && type !== "" && !/json/i.test(type)) {
		return { problem: `an answer of type ${type.split(";")[0]} where JSON was expected` };
	}

	const body = call.isList ? parseList(answer.text) : parseBody(answer.text);
	if (!body) return { problem: `an answer that is not a JSON ${call.isList ? "list" : "object"}` };

	const value = call.read(body, answer);
	if (value !== undefined) return { value };
	if (!isErrorBody(body)) return { problem: "an answer without what belongs in it" };

	const { code, message } = parseErrorBody(body);
	return { problem: `an error instead of a result: ${[code, message].filter(Boolean).join(" ")}` };
}

/** The object in an answer; an empty one for no content, `undefined` for anything else. */
export function parseBody(text: string): Record<string, unknown> | undefined {
	if (text.trim() === "") return {};

	const body = parseJson(text);
	return isObject(body) ? body : undefined;
}

/** The list in an answer; an object if there is an error instead. */
function parseList(text: string): Record<string, unknown> | undefined {
	const body = parseJson(text);
	if (Array.isArray(body)) return { items: body };
	return isObject(body) && isErrorBody(body) ? body : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
