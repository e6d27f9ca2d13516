import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";

/** A request as received. */
export interface HttpRequest {
	readonly method: string;
	/** Path and query, as on the request line. */
	readonly url: string;
	readonly path: string;
	/** Without the question mark. */
	readonly query: string;
	readonly headers: IncomingHttpHeaders;
	/** All bytes as received, for any method: a signature covers them on GET and DELETE too. */
	readonly body: Buffer;
	/** The path parameters of the route, decoded. */
	readonly params: Readonly<Record<string, string>>;
}

/** Reads the whole request; undefined if the client disconnected before its end. */
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
