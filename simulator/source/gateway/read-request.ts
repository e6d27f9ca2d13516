import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";

/** A request as it arrived. */
export interface HttpRequest {
	readonly method: string;
	/** Path and query, as on the request line. */
	readonly url: string;
	readonly path: string;
	/** Without the question mark. */
	readonly query: string;
	readonly headers: IncomingHttpHeaders;
	/** All bytes as they came, whatever the method: a signature covers them also on GET and DELETE. */
	readonly body: Buffer;
	/** What the route found in the path, decoded. */
	readonly params: Readonly<Record<string, string>>;
}

/** Undefined if the client broke off: half a request is none. */
export async function readRequest({ raw, url, method, params }: FastifyRequest): Promise<HttpRequest | undefined> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of raw) chunks.push(chunk as Buffer);
	} catch {
		return undefined;
	}
	const index = url.indexOf("?");
	const [path, query] = index < 0 ? [url, ""] : [url.slice(0, index), url.slice(index + 1)];
	const named = (params ?? {}) as Readonly<Record<string, string>>;
	return { method, url, path, query, headers: raw.headers, body: Buffer.concat(chunks), params: named };
}
