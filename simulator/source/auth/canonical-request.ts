import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** The parts of a received request that a signature covers. */
export interface SignedRequest {
	readonly method: string;
	readonly path: string;
	readonly query: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

/** Builds the six lines that a signature covers from the request as it was received. */
export function buildCanonicalRequest(
	request: SignedRequest,
	signedHeaders: readonly string[],
	payload: string,
): string {
	const headers = signedHeaders.map((name) => `${name}:${getHeader(request.headers, name)}\n`).join("");
	const lines = [request.method.toUpperCase(), canonicalPath(request.path), canonicalQuery(request.query)];
	return [...lines, headers, signedHeaders.join(";"), payload].join("\n");
}

/** A header's value without surrounding spaces; the values of a repeated header are joined by commas. */
export function getHeader(headers: IncomingHttpHeaders, name: string): string {
	const value = headers[name];
	return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim();
}

export function sha256(data: string | Buffer): string {
	return createHash("sha256").update(data).digest("hex");
}

/** Decodes and encodes each segment, so that all spellings of a path are equal, and appends a slash. */
function canonicalPath(path: string): string {
	const encoded = path.split("/").map(normalizeEscapes).join("/");
	return encoded.endsWith("/") ? encoded : `${encoded}/`;
}

/** Sorted by name, then by value, both encoded; a parameter without value gets its `=`. */
function canonicalQuery(query: string): string {
	const pairs = query.split("&").filter((part) => part !== "");
	return pairs
		.map((part) => {
			const index = part.indexOf("=");
			return index < 0
				? [normalizeEscapes(part), ""]
				: [normalizeEscapes(part.slice(0, index)), normalizeEscapes(part.slice(index + 1))];
		})
		.sort(
			([nameA = "", valueA = ""], [nameB = "", valueB = ""]) =>
				compareText(nameA, nameB) || compareText(valueA, valueB),
		)
		.map(([name, value]) => `${name}=${value}`)
		.join("&");
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function normalizeEscapes(text: string): string {
	return percentEncode(percentDecode(text));
}

/** Decodes to bytes rather than text, so that invalid UTF-8 is preserved. */
function percentDecode(text: string): Buffer {
	const spelled = text.replace(/%(?![0-9A-Fa-f]{2})/g, "%25");
	const parts = spelled.split(/(%[0-9A-Fa-f]{2})/);
	return Buffer.concat(
		parts.map((part) => (part.startsWith("%") ? Buffer.from(part.slice(1), "hex") : Buffer.from(part))),
	);
}

/** Encodes every byte except letters, digits and `-_.~` as `%XX`. */
function percentEncode(bytes: Buffer): string {
	let text = "";
	for (const byte of bytes) {
		const character = String.fromCharCode(byte);
		text += /[A-Za-z0-9\-_.~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	}
	return text;
}
