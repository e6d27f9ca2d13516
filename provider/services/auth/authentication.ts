import type { AccessKeyCredentials } from "./credentials";
import type { ServiceDate } from "./service-date";
import type { SignableRequest } from "./signature";
import { formatDate, readDate, signRequest } from "./signature";
import type { TokenOptions, TokenStore } from "./token-store";

/** A request without authentication. */
export interface UnsignedRequest extends Omit<SignableRequest, "headers"> {
	readonly host: string;
	/** Sent and, where requests are signed, signed. */
	readonly headers: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal;
}

/** Authenticates requests to a service. */
export interface Authentication {
	/** Sends the requests that authentication needs itself, such as for a token, before the request proper. */
	prepare(options: TokenOptions): Promise<void>;

	/** All headers of the request, those of the authentication included: computed for every attempt. */
	authenticate(request: UnsignedRequest): Promise<Record<string, string>>;

	/** A request was accepted, with a response of this `Date`. */
	confirm(serverDate: string | undefined): void;

	/** The authentication in these headers was rejected; whether a new one is available. */
	renew(rejected: Readonly<Record<string, string>>, serverDate: string | undefined): boolean;
}

/**
 * Signs each request with an access key. A rejected signature is not retried, as that locks the key, but for one that was
 * signed with a wrong date because the machine's clock was set meanwhile.
 */
export function createSignatureAuthentication(
	credentials: AccessKeyCredentials,
	{ projectId, date }: { projectId?: string; date: ServiceDate },
): Authentication {
	return {
		prepare: async () => {},
		async authenticate({ host, headers, ...request }) {
			const signed = {
				...headers,
				host,
				"x-sdk-date": formatDate(date.now()),
				...(projectId && { "x-project-id": projectId }),
				...(credentials.securityToken && { "x-security-token": credentials.securityToken.reveal() }),
			};
			const authorization = signRequest(
				{ ...request, headers: signed },
				{ accessKey: credentials.accessKey.reveal(), secretKey: credentials.secretKey.reveal() },
			);
			return { ...signed, authorization };
		},
		confirm: (serverDate) => date.confirm(serverDate),
		renew: (rejected, serverDate) => date.correct(serverDate, readDate(rejected["x-sdk-date"])),
	};
}

/** Sends a token that the user configured. It cannot be renewed. */
export function createTokenAuthentication(token: string): Authentication {
	return { ...anonymous, authenticate: async ({ headers }) => ({ ...headers, "x-auth-token": token }) };
}

/** Sends a token that is issued for a password, and issued again when it expires or is rejected. */
export function createPasswordAuthentication(tokens: TokenStore): Authentication {
	return {
		prepare: async (options) => void (await tokens.get(options)),
		authenticate: async ({ headers }) => ({ ...headers, "x-auth-token": (await tokens.get()).text.reveal() }),
		confirm: () => {},
		renew(rejected) {
			tokens.discard(rejected["x-auth-token"] ?? "");
			return true;
		},
	};
}

/** No authentication: for the request for a token. */
export const anonymous: Authentication = {
	prepare: async () => {},
	authenticate: async ({ headers }) => ({ ...headers }),
	confirm: () => {},
	renew: () => false,
};
