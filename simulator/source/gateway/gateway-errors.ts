import { ErrorResponse } from "./error-response";

/** The error responses of the gateway itself; their shape differs from that of the services. */
export class GatewayErrors {
	constructor(
		private readonly prefix: string,
		private readonly requestId: string,
	) {}

	unknownRoute(): ErrorResponse {
		return this.create(404, "0101", "The API does not exist or has not been published in the environment.");
	}

	bodyTooLarge(): ErrorResponse {
		return this.create(413, "0201", "Request entity too large.");
	}

	addressTooLong(): ErrorResponse {
		return this.create(414, "0201", "Request URI too large.");
	}

	headersTooLarge(): ErrorResponse {
		return this.create(494, "0201", "Request headers too large.");
	}

	/** Every failed authentication has this code; its text contains the reason. */
	unauthenticated(why?: string): ErrorResponse {
		const reason = why ? `: ${why}` : "";
		return this.create(401, "0301", `Incorrect IAM authentication information${reason}`);
	}

	outdatedToken(): ErrorResponse {
		return this.create(401, "0307", "The token must be updated.");
	}

	tooManyRequests(limit: number, retryAfter: number | null): ErrorResponse {
		const text = `policy user over ratelimit,limit:${limit},time:1 second`;
		const headers = retryAfter === null ? undefined : { "retry-after": String(retryAfter) };
		return this.create(429, "0308", `The throttling threshold has been reached: ${text}`, headers);
	}

	private create(status: number, number: string, message: string, headers: Record<string, string> = {}): ErrorResponse {
		const body = { error_msg: message, error_code: `${this.prefix}.${number}`, request_id: this.requestId };
		return new ErrorResponse(status, body, { "content-type": "application/json", server: "api-gateway", ...headers });
	}
}
