import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../auth/authenticate";
import type { Core } from "../core";
import { describeFault } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { HeldRequests } from "../faults/held-requests";
import { spoil } from "../faults/spoil";
import type { Delivery } from "../faults/spoil";
import type { History } from "../history/history";
import type { RequestEntry, RequestLog } from "../requests/request-log";
import { admitRequest } from "./admit-request";
import { deliver } from "./deliver";
import { GatewayRefusals } from "./gateway-refusals";
import type { Answer, Call, Operation } from "./operation";
import type { RateLimit } from "./rate-limit";
import { readRequest } from "./read-request";
import type { ReceivedRequest } from "./read-request";
import { Refusal } from "./refusal";

export interface GatewayParts {
	readonly core: Core;
	readonly history: History;
	readonly log: RequestLog;
	readonly faults: Faults;
	readonly held: HeldRequests;
	readonly identity: Identity;
	readonly rateLimit: RateLimit;
}

/** The road every request takes: log, faults, admission, the service, the answer. */
export class Gateway {
	constructor(private readonly parts: GatewayParts) {}

	/**
	 * One route for each operation; whatever else comes is a route that does not exist. All is done in fastify's first
	 * hook, so that it never looks at a body or its type: here a body is bytes, and wrong ones are the services' business.
	 */
	open(server: FastifyInstance, operations: readonly Operation[]): void {
		const byRoute = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
		for (const { method, path } of operations) server.route({ method, url: path, handler: () => undefined });
		server.addHook("onRequest", async (request, reply) => {
			const { method, url = "" } = request.routeOptions;
			if (!url.startsWith("/_admin/")) await this.serve(byRoute.get(`${String(method)} ${url}`), request, reply);
		});
	}

	async serve(operation: Operation | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const { core, log } = this.parts;
		const entry = log.arrive(core.clock.now(), request.method, request.url, operation?.name ?? null);
		const requestId = core.random.hex("request id", 32);
		const gone = watchConnection(reply);
		const received = await readRequest(request);
		const delivery = received
			? await this.handle(operation, received, entry, requestId, gone)
			: ({ kind: "dropped" } as const);
		deliver(reply, entry, delivery, {
			"x-request-id": requestId,
			date: new Date(core.shownNow()).toUTCString(),
			...(operation?.family === "iam" && { "x-iam-trace-id": requestId }),
		});
	}

	private async handle(
		operation: Operation | undefined,
		request: ReceivedRequest,
		entry: RequestEntry,
		requestId: string,
		gone: AbortSignal,
	): Promise<Delivery> {
		const { core, faults, held } = this.parts;
		const fault = faults.take(request, entry.operation);
		const work = () => this.work(operation, request, requestId, gone);
		if (!fault) return { kind: "answer", answer: await work() };
		entry.fault = describeFault(fault);
		return spoil({ fault, entry, clock: core.clock, held, gone, work });
	}

	/** The effect is there at once; what an operation's duration delays is the answer, if the work itself is quick. */
	private async work(
		operation: Operation | undefined,
		request: ReceivedRequest,
		requestId: string,
		gone: AbortSignal,
	): Promise<Answer> {
		const { core } = this.parts;
		const answer = this.answer(operation, request, requestId);
		const delay = operation && !operation.lasting ? core.drawDuration(operation.name) : 0;
		if (delay > 0) await core.clock.sleep(delay, gone);
		return answer;
	}

	private run(operation: Operation, call: Call): Answer {
		const { core, history } = this.parts;
		const work = () => operation.run(call);
		if (operation.method !== "GET" && !operation.reads) return history.change(work);
		return history.lookBack(core.random.between("read lag", core.settings.values.readLag), work);
	}

	private answer(operation: Operation | undefined, request: ReceivedRequest, requestId: string): Answer {
		const { core } = this.parts;
		try {
			const refusals = new GatewayRefusals(core.settings.values.gatewayPrefix, requestId);
			const admitted = admitRequest(operation, request, this.parts, refusals);
			return this.run(admitted.operation, admitted.call);
		} catch (error) {
			if (error instanceof Refusal) return error;
			// A mistake of the simulator must not look like one of the client.
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			return { status: 500, body: { error_code: "Simulator.Bug", error_msg: text, request_id: requestId } };
		}
	}
}

/** Ends when the client's connection does, if that is before the answer is out. */
function watchConnection(reply: FastifyReply): AbortSignal {
	const gone = new AbortController();
	reply.raw.once("close", () => {
		if (!reply.raw.writableFinished) gone.abort();
	});
	return gone.signal;
}
