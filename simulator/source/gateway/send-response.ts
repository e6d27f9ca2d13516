import type { FastifyReply } from "fastify";
import type { Delivery } from "../faults/apply-fault";
import type { RequestEntry } from "../requests/request-log";
import type { HttpResponse } from "./operation";

/** A whole response, as a client receives it. */
export interface RenderedResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** Undefined: the connection breaks before the response is complete. */
export function renderResponse(delivery: Delivery, common: Record<string, string>): RenderedResponse | undefined {
	if (delivery.kind === "response") {
		const { response } = delivery;
		return { status: response.status, headers: buildHeaders(response, common), text: serializeBody(response) };
	}
	if (delivery.kind !== "text") return undefined;
	return { status: delivery.status, headers: { ...common, ...delivery.headers }, text: delivery.text };
}

/** Sends the response or breaks the connection, as `delivery` says, and records the status in the request log. */
export function sendResponse(
	reply: FastifyReply,
	entry: RequestEntry,
	delivery: Delivery,
	common: Record<string, string>,
) {
	switch (delivery.kind) {
		case "response":
			return sendWhole(reply, entry, delivery.response, common);
		case "text":
			entry.status = delivery.status;
			return send(reply, delivery.status, { ...common, ...delivery.headers }, delivery.text);
		case "truncate":
			entry.status = delivery.response.status;
			return sendHalf(reply, delivery.response, common);
		case "reset":
			reply.hijack();
			reply.raw.socket?.resetAndDestroy();
			return;
		case "dropped":
			reply.hijack();
			reply.raw.destroy();
	}
}

function sendWhole(reply: FastifyReply, entry: RequestEntry, response: HttpResponse, common: Record<string, string>) {
	entry.status = response.status;
	return send(reply, response.status, buildHeaders(response, common), serializeBody(response));
}

/**
 * Bypasses fastify's own sending, which would add a charset to the content type, and compute a content length where a
 * fault sets another.
 */
function send(reply: FastifyReply, status: number, headers: Record<string, string>, text: string): void {
	reply.hijack();
	const bytes = Buffer.from(text);
	const empty = status === 204 || status === 304;
	reply.raw.writeHead(status, empty ? headers : { "content-length": bytes.length, ...headers });
	reply.raw.end(empty ? undefined : bytes);
}

/** Announces the whole body, and closes the connection after half of it. */
function sendHalf(reply: FastifyReply, response: HttpResponse, common: Record<string, string>): void {
	reply.hijack();
	const bytes = Buffer.from(serializeBody(response));
	reply.raw.writeHead(response.status, {
		...buildHeaders(response, common),
		"content-length": Math.max(2, bytes.length),
	});
	const { socket } = reply.raw;
	reply.raw.write(bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2))), () => socket?.end());
}

function buildHeaders({ body, headers }: HttpResponse, common: Record<string, string>): Record<string, string> {
	const type = body === undefined ? undefined : { "content-type": "application/json; charset=UTF-8" };
	return { ...common, ...type, ...headers };
}

function serializeBody({ body, text }: HttpResponse): string {
	if (text !== undefined) return text;
	return body === undefined ? "" : JSON.stringify(body);
}
