import { isObject } from "../shape/is-object";

/** The error in a body, whatever its shape. Empty texts for what is missing. */
export interface ErrorBody {
	readonly code: string;
	readonly message: string;
	readonly requestId?: string;
}

/**
 * Reads the documented shapes: `error_code` with `error_msg` or `error_message`, `errorCode` with `errorMsg`, `code`
 * with `message`, and any of these inside `error` or OpenStack's equivalents of it. The more specific names first. A number
 * as code is the HTTP status again, and left out.
 */
export function parseErrorBody(body: unknown): ErrorBody {
	if (!isObject(body)) return { code: "", message: "" };

	const code = findText(body, ["error_code", "errorCode", "code"]);
	const message = findText(body, ["error_msg", "error_message", "errorMsg", "message", "title"]);
	if (code || message) return { code, message, requestId: findText(body, ["request_id", "requestId"]) || undefined };

	return parseErrorBody(body.error ?? body.itemNotFound ?? body.badRequest ?? body.forbidden);
}

/** Whether a body is an error. A documented object may have an `error_code` of its own. */
export function isErrorBody(body: Record<string, unknown>): boolean {
	const { code, message } = parseErrorBody(body);
	return isObject(body.error) || (code !== "" && message !== "") || findText(body, ["error_code", "errorCode"]) !== "";
}

function findText(body: Record<string, unknown>, names: readonly string[]): string {
	for (const name of names) {
		const value = body[name];
		if (typeof value === "string" && value !== "") return value;
	}
	return "";
}
