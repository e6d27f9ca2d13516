import { isErrorBody, parseErrorBody } from "./error-body";
import { isObject } from "../shape/is-object";
import type { OperationRequest } from "./operation";
import type { Redactor } from "./redact";
import { listResponseSecrets } from "./response-secrets";
import type { HttpResponse } from "./transport";

/** A result, or what is wrong with the response. */
export type ReadResult<T> = { readonly value: T } | { readonly problem: string };

/**
 * Reads from a successful response what the operation relies on.
 *
 * A gateway, a proxy or a captive portal may answer 200 to anything: only the content counts. An `error_code` alone does
 * not make a failure, as a documented object may have one of its own.
 */
export function readResponse<T>(
	response: HttpResponse,
	request: OperationRequest<T>,
	redactor: Redactor,
): ReadResult<T> {
	if (response.text.trim() === "" && !request.mayBeEmpty) return { problem: "an empty response" };

	const type = response.headers["content-type"] ?? "";
	if (response.text.trim() !== "" && type !== "" && !/json/i.test(type)) {
		return { problem: `a response of type ${type.split(";")[0]} where JSON was expected` };
	}

	const body = request.isList ? parseList(response.text) : parseBody(response.text);
	if (!body) return { problem: `a response that is not a JSON ${request.isList ? "list" : "object"}` };

	for (const secret of listResponseSecrets(body, response)) redactor.hide(secret);
	const value = request.read(body, response);
	if (value !== undefined) return { value };
	if (!isErrorBody(body)) return { problem: "a response without the documented content" };

	const { code, message } = parseErrorBody(body);
	return { problem: `an error instead of a result: ${[code, message].filter(Boolean).join(" ")}` };
}

/** The object in a response; an empty one for no content, `undefined` for anything else. */
export function parseBody(text: string): Record<string, unknown> | undefined {
	if (text.trim() === "") return {};

	const body = parseJson(text);
	return isObject(body) ? body : undefined;
}

/** The list in a response; an object if there is an error instead. */
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
