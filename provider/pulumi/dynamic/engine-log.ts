import { sanitizeText } from "./sanitize";
import { wrapText } from "./wrap-text";
import { bestEffort, loadFromSdk } from "./pulumi-internals";

/** Pulumi's severities. */
const INFO = 1;
const WARNING = 2;

/** Messages are a courtesy: an answer waits no longer for them, milliseconds. */
const PATIENCE = 1000;

interface Message {
	readonly urn?: string;
	readonly text: string;
	readonly severity: number;
	/** Shown in the resource's row while it is worked on, and forgotten afterwards. */
	readonly ephemeral: boolean;
}

/** Shows what is going on in the row of a resource. */
export function showStatus(urn: string | undefined, text: string): void {
	// Without a row of its own it would be noise on the stack.
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

/** What the engine has not taken yet. */
const underWay = new Set<Promise<void>>();

let engine: { client: Engine; LogRequest: new () => LogRequest } | undefined;

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
		const taken = new Promise<void>((resolve) => client.log(request, () => resolve()));
		underWay.add(taken);
		void taken.then(() => underWay.delete(taken));
	});
}

/**
 * Until the engine has taken what it was sent: it would show an answer that overtakes a message before it, and forget
 * the message if the run ends with the answer. An engine that is silent is not waited for.
 */
export async function waitUntilShown(): Promise<void> {
	if (underWay.size === 0) return;
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE)));
	await Promise.race([Promise.all(underWay), patience]);
	clearTimeout(timer);
}

/** The last argument of the provider process that is no flag. */
export function findEngineAddress(): string | undefined {
	return process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));
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
