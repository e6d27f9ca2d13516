import { createHmac, timingSafeEqual } from "node:crypto";
import { buildCanonicalRequest, getHeader, sha256 } from "./canonical-request";
import type { SignedRequest } from "./canonical-request";

const algorithm = "SDK-HMAC-SHA256";

export interface SignatureHeader {
	readonly accessKey: string;
	readonly signedHeaders: readonly string[];
	readonly signature: string;
}

/** Parses the Authorization header; undefined if it has another form. */
export function readSignatureHeader(text: string): SignatureHeader | undefined {
	const found = /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/.exec(text);
	if (!found) return undefined;
	const [, accessKey = "", names = "", signature = ""] = found;
	return { accessKey, signedHeaders: names.split(";"), signature };
}

export function computeSignature(secretKey: string, date: string, canonicalRequest: string): string {
	const text = [algorithm, date, sha256(canonicalRequest)].join("\n");
	return createHmac("sha256", secretKey).update(text).digest("hex");
}

/**
 * The canonical requests that the sender may have signed; an error message shows the first one. There are two for an
 * empty body with UNSIGNED-PAYLOAD, because Huawei's own SDKs differ there.
 */
export function listCanonicalRequests(request: SignedRequest, signedHeaders: readonly string[]): string[] {
	const hash = sha256(request.body);
	const unsigned =
		signedHeaders.includes("x-sdk-content-sha256") &&
		getHeader(request.headers, "x-sdk-content-sha256") === "UNSIGNED-PAYLOAD";
	const payloads = unsigned ? ["UNSIGNED-PAYLOAD", ...(request.body.length === 0 ? [hash] : [])] : [hash];
	return payloads.map((payload) => buildCanonicalRequest(request, signedHeaders, payload));
}

export function isSignedBy(secretKey: string, date: string, canonicalRequests: readonly string[], signature: string) {
	const given = Buffer.from(signature);
	return canonicalRequests.some((text) => timingSafeEqual(Buffer.from(computeSignature(secretKey, date, text)), given));
}

/** Parses `20240102T030405Z` into milliseconds since 1970; undefined if it has another form. */
export function readSignatureDate(text: string): number | undefined {
	const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
	if (!found) return undefined;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
	return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function writeSignatureDate(time: number): string {
	return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}
