import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { FaultError } from "../faults/fault";
import type { FaultOrder } from "../faults/fault";
import { isObject } from "../settings/setting";
import { SettingsError } from "../settings/settings";
import type { ActOrder } from "../second-actor/second-actor";
import type { SettingsChange } from "../settings/table";
import { AdminError } from "./admin-error";
import type { Controls } from "./controls";

/** Registers the admin API under `/_admin`: it needs no authentication, and its requests are not in the request log. */
export function registerAdminRoutes(server: FastifyInstance, controls: Controls): void {
	// Any content type is accepted; a body that is not JSON is rejected.
	server.removeAllContentTypeParsers();
	server.addContentTypeParser("*", (_request, _payload, done) => done(null));
	const get = (path: string, show: () => unknown) =>
		server.get(`/_admin/${path}`, (_, reply) => sendJson(reply, show()));
	get("requests", () => controls.requests());
	get("state", () => controls.state());
	get("settings", () => controls.settings());
	get("faults", () => controls.faults());
	get("held", () => controls.held());
	get("objects", () => controls.objects());
	get("acts", () => controls.acts());

	server.delete("/_admin/requests", (_, reply) => sendJson(reply, controls.clearRequests()));
	server.delete("/_admin/faults", (request, reply) =>
		attempt(reply, async () => controls.clearFaults(readId({ ...(request.query as object) }))),
	);
	const post = (path: string, act: (body: unknown) => unknown) =>
		server.post(`/_admin/${path}`, async (request, reply) => attempt(reply, async () => act(await readJson(request))));
	post("settings", (body) => controls.changeSettings(body as SettingsChange));
	post("objects", (body) => controls.putObjects(body));
	post("faults", (body) =>
		Array.isArray(body)
			? body.map((fault: FaultOrder) => controls.addFault(fault))
			: controls.addFault(body as FaultOrder),
	);
	post("acts", (body) => controls.act(body as ActOrder));
	post("release", (body) => ({ released: controls.release(readId(body)) }));
	post("reset", () => controls.reset());
	server.all("/_admin/*", (request, reply) =>
		reply
			.code(404)
			.send({ error: `There is no ${request.method} ${request.url}; simulator/README.md lists what there is.` }),
	);
}

/** Answers an invalid request with 400 and a sentence that says what is wrong. */
async function attempt(reply: FastifyReply, act: () => Promise<unknown>): Promise<FastifyReply> {
	try {
		return sendJson(reply, await act());
	} catch (error) {
		const known = error instanceof SettingsError || error instanceof FaultError || error instanceof AdminError;
		if (!known) throw error;
		return reply.code(400).send({ error: error.message });
	}
}

function sendJson(reply: FastifyReply, body: unknown): FastifyReply {
	return reply.send(body ?? {});
}

/** An empty body counts as an empty object. */
async function readJson(request: FastifyRequest): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request.raw) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	if (text.trim() === "") return {};
	try {
		return JSON.parse(text);
	} catch {
		throw new AdminError("The body is not JSON.");
	}
}

function readId(from: unknown): number | undefined {
	if (!isObject(from)) throw new AdminError("Expected an object with an id, or nothing.");
	const wrong = Object.keys(from).find((key) => key !== "id");
	if (wrong !== undefined) throw new AdminError(`Unknown key '${wrong}'. Did you mean 'id'?`);
	const { id } = from;
	if (id === undefined) return undefined;
	if (!Number.isInteger(Number(id))) throw new AdminError("'id' must be a number.");
	return Number(id);
}
