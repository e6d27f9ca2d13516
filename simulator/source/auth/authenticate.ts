import type { Core } from "../core";
import type { GatewayRefusals } from "../gateway/gateway-refusals";
import type { Accounts } from "../iam/accounts";
import type { Caller } from "../iam/identities";
import type { Tokens } from "../iam/tokens";
import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import { headerOf } from "./canonical-request";
import type { SignedRequest } from "./canonical-request";
import type { KeyLock } from "./key-lock";
import {
	isSignedBy,
	listCanonicalRequests,
	readSignatureDate,
	readSignatureHeader,
	writeSignatureDate,
} from "./signature";

export interface Identity {
	readonly core: Core;
	readonly accounts: Accounts;
	readonly tokens: Tokens;
	readonly keyLock: KeyLock;
}

/** Finds out who sent a request, by token or by signature; refuses with the texts that the gateway is known for. */
export function authenticate(
	request: SignedRequest,
	identity: Identity,
	refusals: GatewayRefusals,
	modelarts: ModelArtsRefusals,
): Caller {
	const token = headerOf(request.headers, "x-auth-token");
	if (token) return checkToken(token, identity, refusals, modelarts);
	const authorization = headerOf(request.headers, "authorization");
	if (!authorization) throw refusals.unauthenticated();
	return checkSignature(request, authorization, identity, refusals);
}

function checkToken(
	text: string,
	{ core, tokens }: Identity,
	refusals: GatewayRefusals,
	modelarts: ModelArtsRefusals,
): Caller {
	const found = tokens.find(text);
	if (!found) throw refusals.unauthenticated("decrypt token fail");
	if (!found.expired) return found.token.caller;
	switch (core.settings.values.expiredToken) {
		case "APIGW.0307":
			throw refusals.outdatedToken();
		case "APIGW.0301":
			throw refusals.unauthenticated("decrypt token fail");
		case "ModelArts.0202":
			throw modelarts.refuse("0202");
	}
}

function checkSignature(
	request: SignedRequest,
	authorization: string,
	{ core, accounts, keyLock }: Identity,
	refusals: GatewayRefusals,
): Caller {
	const header = readSignatureHeader(authorization);
	if (!header) throw refusals.unauthenticated("the Authorization header is not of a known form");
	const { accessKey, signedHeaders, signature } = header;
	const key = accounts.findKey(accessKey);
	if (!key) throw refusals.unauthenticated(`ak ${accessKey} not exist`);
	if (keyLock.isLocked(accessKey)) throw refusals.unauthenticated("AK access failed to reach the limit,forbidden.");

	const date = headerOf(request.headers, "x-sdk-date");
	const signedAt = readSignatureDate(date);
	if (signedAt === undefined || !signedHeaders.includes("x-sdk-date"))
		throw refusals.unauthenticated("calc aksk signature fail:x-sdk-date is missing or not signed");
	const now = core.shownNow();
	if (Math.abs(now - signedAt) > core.settings.values.signatureClockSkew) {
		const times = `signature time:${date},server time:${writeSignatureDate(now)}`;
		throw refusals.unauthenticated(`calc aksk signature fail:signature expired, ${times}`);
	}

	const canonical = listCanonicalRequests(request, signedHeaders);
	if (!isSignedBy(key.secretKey, date, canonical, signature)) {
		keyLock.noteFailure(accessKey);
		throw refusals.unauthenticated(`verify aksk signature fail, canonicalRequest:${tell(canonical[0] ?? "")}`);
	}
	keyLock.noteSuccess(accessKey);
	if (key.securityToken !== undefined && headerOf(request.headers, "x-security-token") !== key.securityToken)
		throw refusals.unauthenticated("the security token is missing or does not belong to the ak");
	return accounts.toCaller(accounts.findUser(key.user), "all");
}

/** The gateway prints its own view of the request in one line; the one secret that can be in it is masked. */
function tell(canonicalRequest: string): string {
	return canonicalRequest.replace(/^x-security-token:.*$/m, "x-security-token:***").replaceAll("\n", "|");
}
