import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authenticate } from "../auth/authenticate";
import type { Identity } from "../auth/authenticate";
import { checkProject } from "../auth/project-check";
import type { Core } from "../core";
import { describeFault } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { HeldRequests } from "../faults/held-requests";
import { spoil } from "../faults/spoil";
import type { Caller } from "../iam/accounts";
import { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import type { RequestLog } from "../requests/request-log";
import { deliver } from "./deliver";
import { GatewayRefusals } from "./gateway-refusals";
import type { Answer, Operation } from "./operation";
import type { RateLimit } from "./rate-limit";
import { Refusal } from "./refusal";

const largestBody = 12 * 1024 * 1024;
const longestAddress = 32 * 1024;
const nobody: Caller = { userId: "", userName: "", domainId: "", domainName: "", scope: "none" };

export interface GatewayParts {
	readonly core: Core;
	readonly log: RequestLog;
	readonly faults: Faults;
	readonly held: HeldRequests;
	readonly identity: Identity;
	readonly rateLimit: RateLimit;
}

/** The road every request takes: log, faults, route, authentication, project, throttling, the service, the answer. */
export class Gateway {
	constructor(private readonly parts: GatewayParts) {}

	/** One route for each operation; whatever else comes is a route that does not exist. */
	open(server: FastifyInstance, operations: readonly Operation[]): void {
		for (const operation of operations) {
			const serve = (request: FastifyRequest, reply: FastifyReply) => this.serve(operation, request, reply);
			server.route({ method: operation.method, url: operation.path, handler: serve });
		}
		server.setNotFoundHandler((request, reply) => this.serve(undefined, request, reply));
	}

	private async serve(operation: Operation | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const { core, log, faults, held } = this.parts;
		const { method, url } = request;
		const entry = log.arrive(core.clock.now(), method, url, operation?.name ?? null);
		const gone = watchConnection(reply);
		const body = await readBody(request.raw);
		const arrival = {
			method,
			path: entry.path,
			query: url.slice(entry.path.length + 1),
			operation: entry.operation,
			body,
		};
		const fault = faults.take(arrival);
		const requestId = core.random.hex("request id", 32);
		const work = () => this.work(operation, request, body, requestId, gone);
		if (fault) entry.fault = describeFault(fault);
		const delivery = fault
			? await spoil({ fault, entry, clock: core.clock, held, gone, work })
			: ({ kind: "answer", answer: await work() } as const);
		deliver(reply, entry, delivery, {
			"x-request-id": requestId,
			date: new Date(core.shownNow()).toUTCString(),
		});
	}

	private async work(
		operation: Operation | undefined,
		request: FastifyRequest,
		body: Buffer,
		requestId: string,
		gone: AbortSignal,
	): Promise<Answer> {
		const { core } = this.parts;
		try {
			const answer = this.run(operation, request, body, requestId);
			if (operation && !operation.lasting) await core.clock.sleep(core.drawDuration(operation.name), gone);
			return answer;
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
	}

	private run(operation: Operation | undefined, request: FastifyRequest, body: Buffer, requestId: string): Answer {
		const { core, identity, rateLimit } = this.parts;
		const { values } = core.settings;
		const refusals = new GatewayRefusals(() => values.gatewayPrefix, requestId);
		if (request.url.length > longestAddress) throw refusals.addressTooLong();
		if (body.length > largestBody) throw refusals.bodyTooLarge();
		if (!operation || values.switchedOff.includes(operation.family)) throw refusals.unknownRoute();

		const params = request.params as Readonly<Record<string, string>>;
		const query = new URLSearchParams(request.url.split("?").slice(1).join("?"));
		if (operation.open) return operation.run({ params, query, body, caller: nobody });

		const { method, url, headers } = request;
		const modelarts = new ModelArtsRefusals(core);
		const caller = authenticate({ method, url, headers, body }, identity, refusals, modelarts);
		checkProject(params["project_id"], headers["x-project-id"], caller, modelarts);
		if (operation.family !== "iam" && !rateLimit.admit(core.clock.now(), values.requestsPerSecond))
			throw refusals.tooManyRequests(values.requestsPerSecond ?? 0, values.retryAfter);
		if (values.deniedOperations.includes(operation.name)) throw modelarts.refuse("0108", operation.name);
		return operation.run({ params, query, body, caller });
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

/** All bytes as they came, whatever the method: a signature covers them also on GET and DELETE. */
async function readBody(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of message) chunks.push(chunk as Buffer);
	} catch {
		// The client broke off; what it meant to send is nobody's business any more.
	}
	return Buffer.concat(chunks);
}
