import { sanitizeText } from "./sanitize";
import { wrapText } from "./wrap-text";
import { bestEffort, loadFromSdk } from "./pulumi-internals";
import { findEngineAddress, onNewRun } from "./run";

/** Pulumi's severities. */
const INFO = 1;
const WARNING = 2;

/** Messages are best effort: a response waits no longer for them, milliseconds. */
const SEND_TIMEOUT = 1000;

interface Message {
	readonly urn?: string;
	readonly text: string;
	readonly severity: number;
	/** Shown in the resource's status line during its operation, and not kept. */
	readonly ephemeral: boolean;
}

/** Shows progress in the status line of a resource. */
export function showStatus(urn: string | undefined, text: string): void {
	// Without a URN it would be shown at the stack.
	if (urn) send({ urn, text, severity: INFO, ephemeral: true });
}

/** A warning that stays in the resource's diagnostics. */
export function showWarning(urn: string | undefined, text: string): void {
	send({ urn, text: wrapText(text), severity: WARNING, ephemeral: false });
}

interface LogRequest {
	setSeverity(severity: number): void;
	setMessage(message: string): void;
	setUrn(urn: string): void;
	setEphemeral(ephemeral: boolean): void;
}

interface Engine {
	log(request: LogRequest, callback: () => void): void;
}

/** Messages that the engine has not acknowledged yet. */
const pendingMessages = new Set<Promise<void>>();

/** Of the present run. */
let engine: { client: Engine; LogRequest: new () => LogRequest } | undefined;
onNewRun(() => (engine = undefined));

function send({ urn, text, severity, ephemeral }: Message): void {
	bestEffort(() => {
		engine ??= connectEngine();
		if (!engine) return;

		const request = new engine.LogRequest();
		request.setSeverity(severity);
		request.setMessage(sanitizeText(text));
		request.setUrn(urn ?? "");
		request.setEphemeral(ephemeral);
		const { client } = engine;
		const acknowledged = new Promise<void>((resolve) => client.log(request, () => resolve()));
		pendingMessages.add(acknowledged);
		void acknowledged.then(() => pendingMessages.delete(acknowledged));
	});
}

/**
 * Waits until the engine has acknowledged all messages: a response that overtakes a message would be shown before it, and
 * the message would be lost if the run ends with the response. The wait has a timeout.
 */
export async function waitUntilShown(): Promise<void> {
	if (pendingMessages.size === 0) return;
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise((resolve) => (timer = setTimeout(resolve, SEND_TIMEOUT)));
	await Promise.race([Promise.all(pendingMessages), timeout]);
	clearTimeout(timer);
}

function connectEngine(): typeof engine {
	const address = findEngineAddress();
	const grpc = loadFromSdk<{ credentials: { createInsecure(): unknown } }>("@grpc/grpc-js");
	const services = loadFromSdk<{ EngineClient: new (address: string, credentials: unknown) => Engine }>(
		"@pulumi/pulumi/proto/engine_grpc_pb",
	);
	const messages = loadFromSdk<{ LogRequest: new () => LogRequest }>("@pulumi/pulumi/proto/engine_pb");
	if (!address || !grpc || !services || !messages) return undefined;

	const client = new services.EngineClient(address, grpc.credentials.createInsecure());
	return { client, LogRequest: messages.LogRequest };
}
