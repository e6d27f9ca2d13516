import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AuthenticationParts } from "../auth/authenticate";
import type { Core } from "../core";
import { describeFault, type FaultAction } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { HeldRequests } from "../faults/held-requests";
import type { LateEffects } from "../faults/late-effects";
import { drawFault } from "../faults/draw-fault";
import { applyFault } from "../faults/apply-fault";
import type { Delivery } from "../faults/apply-fault";
import type { History } from "../history/history";
import type { RequestEntry, RequestLog } from "../requests/request-log";
import { admitRequest } from "./admit-request";
import { dropMember } from "./list-gap";
import { renderResponse, sendResponse } from "./send-response";
import type { RenderedResponse } from "./send-response";
import { Routes } from "./routes";
import { GatewayErrors } from "./gateway-errors";
import type { HttpResponse, OperationRequest, Operation } from "./operation";
import type { RateLimit } from "./rate-limit";
import { readRequest } from "./read-request";
import type { HttpRequest } from "./read-request";
import { ErrorResponse } from "./error-response";

export interface GatewayParts {
	readonly core: Core;
	readonly history: History;
	readonly log: RequestLog;
	readonly faults: Faults;
	readonly held: HeldRequests;
	readonly late: LateEffects;
	readonly identity: AuthenticationParts;
	readonly rateLimit: RateLimit;
}

/** A request that reaches the gateway without a server. */
export interface DirectRequest {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	/** Names in lower case, with the host. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Handles every request: request log, faults, admission, the operation, the response. */
export class Gateway {
	private readonly routes: Routes;

	/** Called before each request of a client. */
	onArrival: () => Promise<void> = () => Promise.resolve();

	constructor(
		private readonly parts: GatewayParts,
		private readonly operations: readonly Operation[],
	) {
		this.routes = new Routes(operations);
	}

	/**
	 * Registers one route for each operation; any other request gets an unknown-route error. Requests are handled in
	 * fastify's first hook, so that fastify never parses a body: the services receive its bytes and validate them.
	 */
	registerRoutes(server: FastifyInstance): void {
		const { operations } = this;
		const byRoute = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
		for (const { method, path } of operations) server.route({ method, url: path, handler: () => undefined });
		server.addHook("onRequest", async (request, reply) => {
			const { method, url = "" } = request.routeOptions;
			if (!url.startsWith("/_admin/")) await this.serve(byRoute.get(`${String(method)} ${url}`), request, reply);
		});
	}

	async serve(operation: Operation | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const { core, log } = this.parts;
		const entry = log.add(core.clock.now(), request.method, request.url, operation?.name ?? null);
		const requestId = core.random.hex("request id", 32);
		const disconnected = watchConnection(reply);
		const received = await readRequest(request);
		await this.onArrival();
		const delivery = received
			? await this.handleRequest(operation, received, entry, requestId, disconnected)
			: ({ kind: "dropped" } as const);
		sendResponse(reply, entry, delivery, this.commonHeaders(operation, requestId));
	}

	/**
	 * Handles a request that comes without a server, of a client in the same process or of the second actor, whose requests
	 * no fault affects. Undefined: the connection breaks before the response is complete.
	 */
	async receive(request: DirectRequest, by?: RequestEntry["by"]): Promise<RenderedResponse | undefined> {
		const { core, log } = this.parts;
		const { method, url, headers } = request;
		const [path = "", query = ""] = url.split(/\?(.*)/s);
		const route = this.routes.find(method, path);
		const entry = log.add(core.clock.now(), method, url, route?.operation.name ?? null, by);
		const requestId = core.random.hex("request id", 32);
		const received = {
			method,
			url,
			path,
			query,
			headers,
			body: Buffer.from(request.body),
			params: route?.params ?? {},
		};
		if (!by) await this.onArrival();
		const { signal } = new AbortController();
		const delivery: Delivery = by
			? { kind: "response", response: this.respond(route?.operation, received, requestId) }
			: await this.handleRequest(route?.operation, received, entry, requestId, signal);
		const rendered = renderResponse(delivery, this.commonHeaders(route?.operation, requestId));
		if (rendered) entry.status = rendered.status;
		return rendered;
	}

	private commonHeaders(operation: Operation | undefined, requestId: string): Record<string, string> {
		return {
			"x-request-id": requestId,
			date: new Date(this.parts.core.shownNow()).toUTCString(),
			...(operation?.family === "iam" && { "x-iam-trace-id": requestId }),
		};
	}

	private async handleRequest(
		operation: Operation | undefined,
		request: HttpRequest,
		entry: RequestEntry,
		requestId: string,
		disconnected: AbortSignal,
	): Promise<Delivery> {
		const { core, faults, held, late } = this.parts;
		const changes = operation !== undefined && isChange(operation);
		const fault = faults.consume({ ...request, changes }, entry.operation) ?? (changes ? drawFault(core) : undefined);
		const execute = () => this.execute(operation, request, requestId, disconnected, fault?.action);
		if (!fault) return { kind: "response", response: await execute() };
		entry.fault = describeFault(fault);
		return applyFault({ fault, entry, clock: core.clock, held, late, disconnected, execute });
	}

	/** The effect is immediate; the duration of a synchronous operation delays its response. */
	private async execute(
		operation: Operation | undefined,
		request: HttpRequest,
		requestId: string,
		disconnected: AbortSignal,
		disturbance?: FaultAction,
	): Promise<HttpResponse> {
		const { core } = this.parts;
		const response = this.respond(operation, request, requestId, disturbance);
		const delay = operation && !operation.asynchronous ? core.drawDuration(operation.name) : 0;
		if (delay > 0) await core.clock.sleep(delay, disconnected);
		return response;
	}

	private runOperation(
		operation: Operation,
		operationRequest: OperationRequest,
		{ staleMs, gap }: FaultAction,
	): HttpResponse {
		const { core, history } = this.parts;
		const execute = () => operation.run(operationRequest);
		if (isChange(operation)) return history.recordChange(execute);
		const response = history.readPast(staleMs ?? core.drawReadLag(operation.name), execute);
		const { listGaps } = core.settings.values;
		const hasGap = gap || (listGaps > 0 && core.random.fraction("list gaps") < listGaps);
		return hasGap ? dropMember(operation, response, core.random) : response;
	}

	private respond(
		operation: Operation | undefined,
		request: HttpRequest,
		requestId: string,
		disturbance: FaultAction = {},
	): HttpResponse {
		const { core } = this.parts;
		try {
			const errors = new GatewayErrors(core.settings.values.gatewayPrefix, requestId);
			const admitted = admitRequest(operation, request, this.parts, errors);
			return this.runOperation(admitted.operation, admitted.operationRequest, disturbance);
		} catch (error) {
			if (error instanceof ErrorResponse) return error;
			// A bug of the simulator must not look like an error of the client.
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			return { status: 500, body: { error_code: "Simulator.Bug", error_msg: text, request_id: requestId } };
		}
	}
}

function isChange({ method, readOnly }: Operation): boolean {
	return method !== "GET" && !readOnly;
}

/** Aborts the signal when the client disconnects before the response is sent. */
function watchConnection(reply: FastifyReply): AbortSignal {
	const disconnected = new AbortController();
	reply.raw.once("close", () => {
		if (!reply.raw.writableFinished) disconnected.abort();
	});
	return disconnected.signal;
}
