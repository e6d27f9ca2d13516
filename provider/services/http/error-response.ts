import { parseRetryAfter } from "../rate-limit/backoff";
import { findRemediation } from "./remediation";
import type { RemediationContext } from "./remediation-rule";
import { parseBody } from "./response";
import { explainClockSkew } from "./clock-skew";
import { determineEffect } from "./effect";
import { parseErrorBody } from "./error-body";
import type { ErrorResponse } from "./errors";
import { type ClientContext, findRequestId } from "./send-once";
import { parseMarkupError } from "./markup-error";
import type { HttpResponse } from "./transport";

/** Reads a response that is not a success: what the service says, and its remediation. */
export function readErrorResponse(
	response: HttpResponse,
	about: Omit<RemediationContext, "status" | "code" | "serviceMessage">,
	{ redactor, clock }: Pick<ClientContext, "redactor" | "clock">,
): ErrorResponse {
	const { status, headers } = response;
	const body = parseBody(response.text);
	// Redacted first: a long page is truncated, which must not leave half a secret.
	const said = body ? parseErrorBody(body) : parseMarkupError(redactor.redact(response.text));
	const code = redactor.redact(said.code);
	const serviceMessage = redactor.redact(said.message);
	const now = clock.date();
	// Only signatures depend on this machine's clock.
	const skew =
		status === 401 && about.credentials === "access key"
			? explainClockSkew({ serverDate: headers.date, message: serviceMessage, now })
			: undefined;
	return {
		status,
		code,
		serviceMessage,
		requestId: findRequestId(response, redactor) ?? (said.requestId && redactor.redact(said.requestId)),
		remediation: skew ?? findRemediation({ ...about, status, code, serviceMessage }),
		retryAfter: parseRetryAfter(headers["retry-after"], now, headers.date),
		effect: determineEffect(status, code),
	};
}
