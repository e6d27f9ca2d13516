import { ResponseError, ApiError, NetworkError } from "../services/http/errors";
import type { CheckResult } from "./check-result";

/** The result of a failed check, and which of the following checks it makes useless. */
export interface FailureClass {
	readonly verdict: CheckResult["verdict"];
	readonly message: string;
	readonly advice?: string;

	/**
	 * - `credentials`: every service would reject them, and a few more attempts would lock the access key
	 * - `service`: the service cannot be reached
	 */
	readonly blocks?: "credentials" | "service";

	/** The region does not have the API. */
	readonly isNotServed?: boolean;
}

/** The gateway has no such API, or the service has disabled it. */
const NOT_SERVED = /^(APIGW?\.0101|ModelArts\.0015)$/;

export function classifyFailure(error: unknown): FailureClass {
	if (error instanceof ApiError) return classifyErrorResponse(error);
	const message = error instanceof Error ? error.message : String(error);
	const [first, advice] = splitSentence(message);
	if (error instanceof NetworkError) return { verdict: "failed", message: first, advice, blocks: "service" };
	if (error instanceof ResponseError) return { verdict: "failed", message: first, advice, blocks: "service" };
	return { verdict: "failed", message: first, advice };
}

function classifyErrorResponse(error: ApiError): FailureClass {
	const { status, code, remediation: advice, serviceMessage, requestId } = error;
	if (status === 404 && NOT_SERVED.test(code)) {
		return { verdict: "note", message: "not available in this region (404 APIGW.0101)", isNotServed: true };
	}

	const reason = serviceMessage ? `: "${shorten(serviceMessage)}"` : "";
	const message = `refused with ${status}${code ? ` ${code}` : ""}${reason}${requestId ? `, request id ${requestId}` : ""}`;
	return { verdict: "failed", message, advice, ...(isAboutCredentials(error) && { blocks: "credentials" }) };
}

/** Without the signed text that a gateway repeats when it rejects a signature. */
function shorten(text: string): string {
	return text
		.replace(/,?\s*canonicalRequest:.*$/s, "")
		.replace(/\.$/, "")
		.slice(0, 300);
}

/** Whether the credentials are invalid for every service, as opposed to a missing permission. */
function isAboutCredentials({ status, code }: ApiError): boolean {
	return status === 401 || /^IAM\.110[4-8]$/.test(code) || (status === 400 && code === "ModelArts.0204");
}

function splitSentence(message: string): [first: string, advice: string | undefined] {
	const at = message.indexOf(". ");
	return at < 0 ? [message.replace(/\.$/, ""), undefined] : [message.slice(0, at), message.slice(at + 2)];
}
