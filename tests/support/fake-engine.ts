import { type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "./structs";
import { joinLines } from "./join-lines";

/** One message to the engine, as it arrived. */
export interface LoggedMessage {
	readonly severity: "debug" | "info" | "warning" | "error";
	readonly text: string;
	readonly urn: string;
	readonly ephemeral: boolean;
}

const severities = ["debug", "info", "warning", "error"] as const;

/** The part of the engine that a provider process calls. */
export class FakeEngine {
	/** In the order of arrival. */
	readonly messages: LoggedMessage[] = [];

	private constructor(
		private readonly server: Server,
		readonly address: string,
	) {}

	static async start(): Promise<FakeEngine> {
		const server = new Server();
		const port = await new Promise<number>((resolve, reject) => {
			server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
				error ? reject(error) : resolve(bound),
			);
		});
		const engine = new FakeEngine(server, `127.0.0.1:${port}`);
		server.addService(EngineService, { log: engine.log.bind(engine) });
		return engine;
	}

	/** Delay of the engine's responses to messages, milliseconds. */
	lag = 0;

	/** Statuses in the status line of a resource. */
	statuses(urn?: string): string[] {
		return this.messages
			.filter((message) => message.ephemeral && (!urn || message.urn === urn))
			.map(({ text }) => text);
	}

	warnings(urn?: string): string[] {
		return this.messages
			.filter(({ severity, ...message }) => severity === "warning" && (!urn || message.urn === urn))
			.map(({ text }) => joinLines(text));
	}

	stop(): void {
		this.server.forceShutdown();
	}

	private log({ request }: ServerUnaryCall<LogRequest, never>, callback: sendUnaryData<never>): void {
		setTimeout(() => {
			this.messages.push({
				severity: severities[request.getSeverity()] ?? "error",
				text: request.getMessage(),
				urn: request.getUrn(),
				ephemeral: request.getEphemeral(),
			});
			callback(null, new Empty());
		}, this.lag);
	}
}
