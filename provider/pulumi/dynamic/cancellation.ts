import { fstatSync } from "node:fs";
import { bestEffort, loadFromSdk } from "./pulumi-internals";

/** Time for handlers to react to the cancellation before the process exits, milliseconds. */
const SHUTDOWN_TIMEOUT = 500;

/** The reason of the cancellation when no engine is left to save the state. */
const ENGINE_GONE = "the engine is gone";

const controller = new AbortController();

/** Aborted when the user presses Ctrl-C, and when the engine process has ended. */
export const cancellationSignal: AbortSignal = controller.signal;

const listeners: (() => void)[] = [];

/** Calls the listener at each `Cancel` of the engine: with Ctrl-C, and once more at the end of every run. */
export function onCancel(listener: () => void): void {
	listeners.push(listener);
}

/** Whether no engine is left to save the state. */
export function isEngineGone(): boolean {
	return cancellationSignal.reason instanceof Error && cancellationSignal.reason.message === ENGINE_GONE;
}

/** What a `Cancel` of the engine does. */
export function cancel(): void {
	controller.abort(new Error("interrupted"));
	for (const listener of listeners) listener();
}

let isWatching = false;

/** Starts to watch for Ctrl-C and for a lost engine. */
export function watchForCancellation(): void {
	if (isWatching) return;
	isWatching = true;
	bestEffort(watchForCancel);
	bestEffort(watchForLostEngine);
}

interface EmptyClass {
	deserializeBinary(bytes: Uint8Array): unknown;
}

/**
 * On Ctrl-C the engine calls `Cancel`, which the dynamic provider answers and ignores. It is detected by its request type:
 * besides `GetPluginInfo`, which comes before any code of ours, no other request to this process is an `Empty`.
 *
 * In the call stack `as deserialize` is a server's; `as responseDeserialize` would be a client's, reading a response.
 */
function watchForCancel(): void {
	const empty = loadFromSdk<{ Empty: EmptyClass }>("google-protobuf/google/protobuf/empty_pb")?.Empty;
	if (!empty) return;

	const original = empty.deserializeBinary.bind(empty);
	empty.deserializeBinary = (bytes) => {
		if (new Error().stack?.includes("as deserialize]")) {
			cancel();
		}
		return original(bytes);
	};
}

/**
 * When the CLI is killed, this process keeps running and would keep calling the cloud with no engine to save the results.
 * The CLI holds the other end of our standard input: when that ends, this process exits.
 */
export function watchForLostEngine(): void {
	if (!fstatSync(0).isFIFO()) return;

	process.stdin.on("end", () => {
		controller.abort(new Error(ENGINE_GONE));
		setTimeout(() => process.exit(1), SHUTDOWN_TIMEOUT);
	});
	process.stdin.resume();
}
