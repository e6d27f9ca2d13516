import type { Core } from "../core";
import type { GatewayErrors } from "../gateway/gateway-errors";
import type { Accounts } from "../iam/accounts";
import type { Caller } from "../iam/identities";
import type { Tokens } from "../iam/tokens";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { getHeader } from "./canonical-request";
import type { SignedRequest } from "./canonical-request";
import type { KeyLock } from "./key-lock";
import {
	isSignedBy,
	listCanonicalRequests,
	readSignatureDate,
	readSignatureHeader,
	writeSignatureDate,
} from "./signature";

export interface AuthenticationParts {
	readonly core: Core;
	readonly accounts: Accounts;
	readonly tokens: Tokens;
	readonly keyLock: KeyLock;
}

/** Identifies the caller of a request by its token or its signature; errors have the known texts of the gateway. */
export function authenticate(
	request: SignedRequest,
	identity: AuthenticationParts,
	errors: GatewayErrors,
	modelartsErrors: ModelArtsErrors,
): Caller {
	const token = getHeader(request.headers, "x-auth-token");
	if (token) return checkToken(token, identity, errors, modelartsErrors);
	const authorization = getHeader(request.headers, "authorization");
	if (!authorization) throw errors.unauthenticated();
	return checkSignature(request, authorization, identity, errors);
}

function checkToken(
	text: string,
	{ core, tokens }: AuthenticationParts,
	errors: GatewayErrors,
	modelartsErrors: ModelArtsErrors,
): Caller {
	const found = tokens.find(text);
	if (!found) throw errors.unauthenticated("decrypt token fail");
	if (!found.expired) return found.token.caller;
	switch (core.settings.values.expiredToken) {
		case "APIGW.0307":
			throw errors.outdatedToken();
		case "APIGW.0301":
			throw errors.unauthenticated("decrypt token fail");
		case "ModelArts.0202":
			throw modelartsErrors.create("0202");
	}
}

function checkSignature(
	request: SignedRequest,
	authorization: string,
	{ core, accounts, keyLock }: AuthenticationParts,
	errors: GatewayErrors,
): Caller {
	const header = readSignatureHeader(authorization);
	if (!header) throw errors.unauthenticated("the Authorization header is not of a known form");
	const { accessKey, signedHeaders, signature } = header;
	const key = accounts.findKey(accessKey);
	if (!key) throw errors.unauthenticated(`ak ${accessKey} not exist`);
	if (keyLock.isLocked(accessKey)) throw errors.unauthenticated("AK access failed to reach the limit,forbidden.");

	const date = getHeader(request.headers, "x-sdk-date");
	const signedAt = readSignatureDate(date);
	if (signedAt === undefined || !signedHeaders.includes("x-sdk-date"))
		throw errors.unauthenticated("calc aksk signature fail:x-sdk-date is missing or not signed");
	const now = core.shownNow();
	if (Math.abs(now - signedAt) > core.settings.values.signatureClockSkew) {
		const times = `signature time:${date},server time:${writeSignatureDate(now)}`;
		throw errors.unauthenticated(`calc aksk signature fail:signature expired, ${times}`);
	}

	const canonical = listCanonicalRequests(request, signedHeaders);
	if (!isSignedBy(key.secretKey, date, canonical, signature)) {
		keyLock.recordFailure(accessKey);
		throw errors.unauthenticated(
			`verify aksk signature fail, canonicalRequest:${maskCanonicalRequest(canonical[0] ?? "")}`,
		);
	}
	keyLock.recordSuccess(accessKey);
	if (key.securityToken !== undefined && getHeader(request.headers, "x-security-token") !== key.securityToken)
		throw errors.unauthenticated("the security token is missing or does not belong to the ak");
	return accounts.toCaller(accounts.findUser(key.user), "all");
}

/** The gateway's own canonical request in one line; the security token, the only secret in it, is masked. */
function maskCanonicalRequest(canonicalRequest: string): string {
	return canonicalRequest.replace(/^x-security-token:.*$/m, "x-security-token:***").replaceAll("\n", "|");
}
