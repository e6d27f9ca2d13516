import { createHash, createHmac } from "node:crypto";
import { encodeQuery, escapeText, type Query } from "../http/url";

/** A request as it is about to be sent. */
export interface SignableRequest {
	readonly method: string;

	/** The path as it goes over the wire, percent-encoded or not. */
	readonly path: string;

	/** Names and values as they are, not encoded. */
	readonly query: Query;

	/** Exactly the headers to sign; `host` and `x-sdk-date` must be among them. ASCII only. */
	readonly headers: Readonly<Record<string, string>>;

	/** The very text that is sent; empty for none. */
	readonly body: string;
}

export interface AccessKeyPair {
	readonly accessKey: string;
	readonly secretKey: string;
}

const ALGORITHM = "SDK-HMAC-SHA256";

/**
 * The value of the `Authorization` header, by the simple form of `SDK-HMAC-SHA256`: no session, no derived key, neither
 * region nor service in it.
 */
export function signRequest(request: SignableRequest, keys: AccessKeyPair): string {
	const toSign = buildStringToSign(request);
	const signature = createHmac("sha256", keys.secretKey).update(toSign).digest("hex");
	const names = listHeaders(request.headers).map(([name]) => name);
	return `${ALGORITHM} Access=${keys.accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

/** Time as `x-sdk-date` wants it: `20240102T030405Z`. */
export function formatDate(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace(/\.\d+|[-:]/g, "");
}

/** Milliseconds since 1970 of a text such as `20211217T065804Z`; NaN of any other. */
export function readDate(text = ""): number {
	return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

export function buildStringToSign(request: SignableRequest): string {
	const date = listHeaders(request.headers).find(([name]) => name === "x-sdk-date")?.[1];
	if (date === undefined) throw new Error("A request cannot be signed without the header x-sdk-date.");

	return [ALGORITHM, date, hash(buildCanonicalRequest(request))].join("\n");
}

/** The request in the one spelling that both sides hash. */
export function buildCanonicalRequest({ method, path, query, headers, body }: SignableRequest): string {
	const listed = listHeaders(headers);
	return [
		method.toUpperCase(),
		canonicalPath(path),
		encodeQuery(query),
		// Each line ends in a line break of its own, so an empty line follows.
		listed.map(([name, value]) => `${name}:${value}\n`).join(""),
		listed.map(([name]) => name).join(";"),
		hash(body),
	].join("\n");
}

/**
 * Every segment encoded once, whatever it was before, and a slash at the end that the path in the request does not have.
 *
 * The documentation encodes a path that is already encoded only once; Huawei's own package for Node encodes it again.
 */
function canonicalPath(path: string): string {
	const encoded = path
		.split("/")
		.map((segment) => escapeText(decodeSegment(segment)))
		.join("/");
	return encoded.endsWith("/") ? encoded : `${encoded}/`;
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function listHeaders(headers: Readonly<Record<string, string>>): [name: string, value: string][] {
	return Object.entries(headers)
		.map(([name, value]): [string, string] => [name.toLowerCase(), value.trim()])
		.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}

function hash(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}
