import { Refusal } from "./refusal";

/** What the gateway itself says; the shape differs from that of the services. */
export class GatewayRefusals {
	constructor(
		private readonly prefix: string,
		private readonly requestId: string,
	) {}

	unknownRoute(): Refusal {
		return this.refuse(404, "0101", "The API does not exist or has not been published in the environment.");
	}

	bodyTooLarge(): Refusal {
		return this.refuse(413, "0201", "Request entity too large.");
	}

	addressTooLong(): Refusal {
		return this.refuse(414, "0201", "Request URI too large.");
	}

	headersTooLarge(): Refusal {
		return this.refuse(494, "0201", "Request headers too large.");
	}

	/** Every failed authentication has this code; the text after it tells why. */
	unauthenticated(why?: string): Refusal {
		const reason = why ? `: ${why}` : "";
		return this.refuse(401, "0301", `Incorrect IAM authentication information${reason}`);
	}

	outdatedToken(): Refusal {
		return this.refuse(401, "0307", "The token must be updated.");
	}

	tooManyRequests(limit: number, retryAfter: number | null): Refusal {
		const text = `policy user over ratelimit,limit:${limit},time:1 second`;
		const headers = retryAfter === null ? undefined : { "retry-after": String(retryAfter) };
		return this.refuse(429, "0308", `The throttling threshold has been reached: ${text}`, headers);
	}

	private refuse(status: number, number: string, message: string, headers: Record<string, string> = {}): Refusal {
		const body = { error_msg: message, error_code: `${this.prefix}.${number}`, request_id: this.requestId };
		return new Refusal(status, body, { "content-type": "application/json", server: "api-gateway", ...headers });
	}
}
