import { showWarning } from "../dynamic/engine-log";
import { toPlainError } from "../dynamic/error-boundary";
import { grpc, type Message, providerService, toServiceError } from "./protocol";

/** The methods of the provider protocol that the plugin has. */
const METHODS = [
	"handshake",
	"attach",
	"getPluginInfo",
	"getSchema",
	"checkConfig",
	"diffConfig",
	"configure",
	"check",
	"diff",
	"create",
	"read",
	"update",
	"delete",
	"invoke",
	"cancel",
] as const;

/** Answers one method of the provider protocol. */
export type Answer = (request: never) => Message | Promise<Message>;

export type Answers = Readonly<Record<(typeof METHODS)[number], Answer>>;

/**
 * Serves the provider protocol on a free port of this machine, and prints the port for the engine. What answers is loaded
 * while the engine connects.
 */
export function serve(load: () => Answers): void {
	const { Server, ServerCredentials } = grpc();
	const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
	const implementation = METHODS.map((method) => [
		method,
		({ request }: { request: never }, respond: (error: object | null, response?: Message) => void) => {
			Promise.resolve()
				.then(() => load()[method](request))
				.then(
					(response) => respond(null, response),
					(error: unknown) => respond(toServiceError(toError(error))),
				);
		},
	]);
	server.addService(providerService(), Object.fromEntries(implementation) as never);
	server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
		if (error) throw error;
		process.stdout.write(`${port}\n`);
		setImmediate(load);
		// The end of this process would end all creates, and no state would have their objects.
		process.on("uncaughtException", (failure) => showWarning(undefined, toPlainError(failure).message));
	});
}

function toError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : toPlainError(thrown);
}
