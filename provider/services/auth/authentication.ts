import type { AccessKeyCredentials } from "./credentials";
import type { SignableRequest } from "./signature";
import { formatDate, signRequest } from "./signature";
import type { TokenOptions, TokenStore } from "./token-store";

/** A request without anything that says who sends it. */
export interface UnsignedRequest extends Omit<SignableRequest, "headers"> {
	readonly host: string;
	/** Sent and, where requests are signed, signed. */
	readonly headers: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal;
}

/** Proves to a service who we are. */
export interface Authentication {
	/** Gets what takes requests of its own, so that they are over before the call begins. */
	prepare(patience: TokenOptions): Promise<void>;

	/** All headers of the request, the proof among them: made afresh for every attempt. */
	authenticate(request: UnsignedRequest): Promise<Record<string, string>>;

	/** The proof that these headers hold was not accepted; whether a new one can be had. */
	renew(rejected: Readonly<Record<string, string>>): boolean;
}

/** Signs each request with an access key. A signature that was refused is never tried again: that locks the key. */
export function createSigner(
	credentials: AccessKeyCredentials,
	{ projectId, now }: { projectId?: string; now: () => number },
): Authentication {
	return {
		prepare: async () => {},
		async authenticate({ host, headers, ...request }) {
			const signed = {
				...headers,
				host,
				"x-sdk-date": formatDate(now()),
				...(projectId && { "x-project-id": projectId }),
				...(credentials.securityToken && { "x-security-token": credentials.securityToken.reveal() }),
			};
			const authorization = signRequest(
				{ ...request, headers: signed },
				{ accessKey: credentials.accessKey.reveal(), secretKey: credentials.secretKey.reveal() },
			);
			return { ...signed, authorization };
		},
		renew: () => false,
	};
}

/** Sends a token that the user has got elsewhere. It cannot be renewed. */
export function createTokenBearer(token: string): Authentication {
	return { ...anonymous, authenticate: async ({ headers }) => ({ ...headers, "x-auth-token": token }) };
}

/** Sends a token that we get by password, and get again when it runs out or is refused. */
export function createTokenUser(tokens: TokenStore): Authentication {
	return {
		prepare: async (patience) => void (await tokens.get(patience)),
		authenticate: async ({ headers }) => ({ ...headers, "x-auth-token": (await tokens.get()).text.reveal() }),
		renew(rejected) {
			tokens.discard(rejected["x-auth-token"] ?? "");
			return true;
		},
	};
}

/** Says nothing about who we are: for the request that asks for a token. */
export const anonymous: Authentication = {
	prepare: async () => {},
	authenticate: async ({ headers }) => ({ ...headers }),
	renew: () => false,
};
