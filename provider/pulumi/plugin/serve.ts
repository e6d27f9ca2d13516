import { showWarning } from "../dynamic/engine-log";
import { toPlainError } from "../dynamic/error-boundary";
import type { Answer } from "./answers";
import { grpc, type Message, providerService, toServiceError } from "./protocol";

/** Serves the provider protocol on a free port of this machine, and prints the port for the engine. */
export function serve(answers: Readonly<Record<string, Answer>>): void {
	const { Server, ServerCredentials } = grpc();
	const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
	const implementation = Object.entries(answers).map(([method, answer]) => [
		method,
		({ request }: { request: never }, respond: (error: object | null, response?: Message) => void) => {
			Promise.resolve()
				.then(() => answer(request))
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
		// The end of this process would end all creates, and no state would have their objects.
		process.on("uncaughtException", (failure) => showWarning(undefined, toPlainError(failure).message));
	});
}

function toError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : toPlainError(thrown);
}
