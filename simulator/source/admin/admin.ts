import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { FaultError } from "../faults/fault";
import type { FaultOrder } from "../faults/fault";
import { isObject } from "../settings/setting";
import { SettingsError } from "../settings/settings";
import type { SettingsChange } from "../settings/table";
import type { Controls } from "./controls";

/** The doors for tests, under `/_admin`: no authentication, and no trace in the request log. */
export function openAdmin(server: FastifyInstance, controls: Controls): void {
	const get = (path: string, show: () => unknown) => server.get(`/_admin/${path}`, (_, reply) => answer(reply, show()));
	get("requests", () => controls.requests());
	get("state", () => controls.state());
	get("settings", () => controls.settings());
	get("faults", () => controls.faults());
	get("held", () => controls.held());
	get("objects", () => controls.objects());

	server.delete("/_admin/requests", (_, reply) => answer(reply, controls.clearRequests()));
	server.delete("/_admin/faults", (request, reply) => answer(reply, controls.clearFaults(idOf(request.query))));
	const post = (path: string, act: (body: unknown) => unknown) =>
		server.post(`/_admin/${path}`, async (request, reply) => attempt(reply, async () => act(await readJson(request))));
	post("settings", (body) => controls.changeSettings(body as SettingsChange));
	post("objects", (body) => controls.putObjects(body));
	post("faults", (body) =>
		Array.isArray(body)
			? body.map((order: FaultOrder) => controls.addFault(order))
			: controls.addFault(body as FaultOrder),
	);
	post("release", (body) => ({ released: controls.release(idOf(body)) }));
	post("reset", () => controls.reset());
}

/** A wrong order is the test's mistake: 400 with a sentence that says what is wrong. */
async function attempt(reply: FastifyReply, act: () => Promise<unknown>): Promise<FastifyReply> {
	try {
		return answer(reply, await act());
	} catch (error) {
		const known = error instanceof SettingsError || error instanceof FaultError || error instanceof AdminError;
		if (!known) throw error;
		return reply.code(400).send({ error: error.message });
	}
}

/** An order that cannot be carried out. */
export class AdminError extends Error {
	override readonly name = "AdminError";
}

function answer(reply: FastifyReply, body: unknown): FastifyReply {
	return reply.send(body ?? {});
}

/** The body comes as it is, since the services need the bytes; no body is an empty order. */
async function readJson(request: FastifyRequest): Promise<unknown> {
	let text = "";
	for await (const chunk of request.raw) text += String(chunk);
	if (text.trim() === "") return {};
	try {
		return JSON.parse(text);
	} catch {
		throw new AdminError("The body is not JSON.");
	}
}

function idOf(from: unknown): number | undefined {
	const id = isObject(from) ? from["id"] : undefined;
	return id === undefined ? undefined : Number(id);
}
