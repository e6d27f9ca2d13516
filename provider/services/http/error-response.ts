import { parseRetryAfter } from "../rate-limit/backoff";
import { type AdviceContext, findAdvice } from "./remediation";
import { parseBody } from "./response";
import { explainClockSkew } from "./clock-skew";
import { judgeEffect } from "./effect";
import { parseErrorBody } from "./error-body";
import type { Refusal } from "./errors";
import { type Exchange, findRequestId } from "./send-once";
import { parseMarkupError } from "./markup-error";
import type { Answer } from "./transport";

/** Reads an answer that is not a success: what the service says, and what can be done about it. */
export function readRefusal(
	answer: Answer,
	about: Omit<AdviceContext, "status" | "code" | "serviceMessage">,
	{ mask, clock }: Pick<Exchange, "mask" | "clock">,
): Refusal {
	const { status, headers } = answer;
	const body = parseBody(answer.text);
	// Cleaned first: a long page is cut short, which must not leave half a secret.
	const said = body ? parseErrorBody(body) : parseMarkupError(mask.clean(answer.text));
	const code = mask.clean(said.code);
	const serviceMessage = mask.clean(said.message);
	const now = clock.now();
	// Only signatures depend on this machine's clock.
	const skew =
		status === 401 && about.credentials === "access key"
			? explainClockSkew({ serverDate: headers.date, message: serviceMessage, now })
			: undefined;
	return {
		status,
		code,
		serviceMessage,
		requestId: findRequestId(answer, mask) ?? (said.requestId && mask.clean(said.requestId)),
		advice: skew ?? findAdvice({ ...about, status, code, serviceMessage }),
		retryAfter: parseRetryAfter(headers["retry-after"], now, headers.date),
		effect: judgeEffect(status, code),
	};
}
