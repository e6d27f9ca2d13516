import { ResponseError, ApiError, NetworkError } from "../services/http/errors";
import type { Finding } from "./check-result";

/** What a question that failed says, and which other questions are not worth asking any more. */
export interface Judgement {
	readonly verdict: Finding["verdict"];
	readonly message: string;
	readonly advice?: string;

	/**
	 * - `credentials`: nobody will accept them, and a few more attempts would lock the access key
	 * - `service`: it cannot be reached
	 */
	readonly spoils?: "credentials" | "service";

	/** The region does not have the API. */
	readonly isAbsent?: boolean;
}

/** The gateway's word that it has no such API, or the service's that it is switched off. */
const ABSENT = /^(APIGW?\.0101|ModelArts\.0015)$/;

export function judgeFailure(error: unknown): Judgement {
	if (error instanceof ApiError) return judgeRefusal(error);
	const message = error instanceof Error ? error.message : String(error);
	const [first, advice] = splitAdvice(message);
	if (error instanceof NetworkError) return { verdict: "failed", message: first, advice, spoils: "service" };
	if (error instanceof ResponseError) return { verdict: "failed", message: first, advice, spoils: "service" };
	return { verdict: "failed", message: first, advice };
}

function judgeRefusal(error: ApiError): Judgement {
	const { status, code, remediation: advice, serviceMessage, requestId } = error;
	if (status === 404 && ABSENT.test(code)) {
		return { verdict: "note", message: "this region does not serve it (404 APIGW.0101)", isAbsent: true };
	}

	const said = serviceMessage ? `: "${shorten(serviceMessage)}"` : "";
	const message = `refused with ${status}${code ? ` ${code}` : ""}${said}${requestId ? `, request id ${requestId}` : ""}`;
	return { verdict: "failed", message, advice, ...(isAboutCredentials(error) && { spoils: "credentials" }) };
}

/** A gateway that refuses a signature prints all that was signed, which helps nobody here. */
function shorten(text: string): string {
	return text
		.replace(/,?\s*canonicalRequest:.*$/s, "")
		.replace(/\.$/, "")
		.slice(0, 300);
}

/** They are wrong for every service, not only not allowed to do this. */
function isAboutCredentials({ status, code }: ApiError): boolean {
	return status === 401 || /^IAM\.110[4-8]$/.test(code) || (status === 400 && code === "ModelArts.0204");
}

function splitAdvice(message: string): [first: string, advice: string | undefined] {
	const at = message.indexOf(". ");
	return at < 0 ? [message.replace(/\.$/, ""), undefined] : [message.slice(0, at), message.slice(at + 2)];
}
