import { createHash, createHmac } from "node:crypto";
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

export interface Credentials {
	readonly accessKey: string;
	readonly secretKey: string;
}

export interface Response {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read JSON without types
	readonly json: any;
}

export interface RequestOptions {
	readonly method?: string;
	/** Path and query, sent verbatim. */
	readonly target: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly signal?: AbortSignal;
}

/** Sends a request verbatim; fetch would normalize paths and reject bodies on GET. */
export function send(
	url: string,
	{ method = "GET", target, headers = {}, body, signal }: RequestOptions,
): Promise<Response> {
	const { hostname, port } = new URL(url);
	const length = body === undefined ? undefined : { "content-length": String(Buffer.byteLength(body)) };
	return new Promise((resolve, reject) => {
		const sent = request(
			{ hostname, port, method, path: target, headers: { ...length, ...headers }, signal, agent: false },
			(response) => {
				const chunks: Buffer[] = [];
				response.on("data", (chunk: Buffer) => chunks.push(chunk));
				response.on("error", reject);
				response.on("end", () => {
					const text = Buffer.concat(chunks).toString();
					resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: readJson(text) });
				});
			},
		);
		sent.on("error", reject);
		sent.end(body);
	});
}

/**
 * Signs as documented, for paths and queries that need no encoding. It deliberately shares no code with the simulator,
 * so that it verifies the simulator's own implementation.
 */
export function signHeaders(
	{ accessKey, secretKey }: Credentials,
	{ method = "GET", target, body = "" }: RequestOptions,
	headers: Readonly<Record<string, string>>,
): Record<string, string> {
	const [path = "", query = ""] = target.split("?");
	const names = Object.keys(headers).sort();
	const signed = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
	const sortedQuery = query.split("&").sort().join("&");
	const lines = [method, path.endsWith("/") ? path : `${path}/`, sortedQuery, signed, names.join(";"), sha256(body)];
	const text = ["SDK-HMAC-SHA256", headers["x-sdk-date"], sha256(lines.join("\n"))].join("\n");
	const signature = createHmac("sha256", secretKey).update(text).digest("hex");
	const authorization = `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
	return { ...headers, authorization };
}

export function writeDate(time: number): string {
	return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
