import { fstatSync } from "node:fs";
import { bestEffort, loadFromSdk } from "./pulumi-internals";
import { endRun, onNewRun } from "./run";

/** Time for handlers to react to the cancellation before the process exits, milliseconds. */
const SHUTDOWN_TIMEOUT = 500;

/** The reason of the cancellation when no engine is left to save the state. */
const ENGINE_GONE = "the engine is gone";

let controller = new AbortController();

/** Of the present run: aborted when the user presses Ctrl-C, and when the engine process has ended. */
export function cancellationSignal(): AbortSignal {
	return controller.signal;
}

// What an engine has left behind that ended without a word ends as well.
onNewRun(() => {
	controller.abort(new Error(ENGINE_GONE));
	controller = new AbortController();
});

/** @param isSaved the engine is still there, and saves what it has been answered */
type Listener = (isSaved: boolean) => void;

const listeners: Listener[] = [];

/** Calls the listener at each `Cancel`, with Ctrl-C and once more at the end of every run, and when the engine is lost. */
export function onInterruption(listener: Listener): void {
	listeners.push(listener);
}

/** Whether no engine is left to save the state. */
export function isEngineGone({ reason }: AbortSignal): boolean {
	return reason instanceof Error && reason.message === ENGINE_GONE;
}

/** What a `Cancel` of the engine does. */
export function cancel(): void {
	interrupt("interrupted", true);
}

function interrupt(reason: string, isSaved: boolean): void {
	endRun();
	controller.abort(new Error(reason));
	for (const listener of listeners) listener(isSaved);
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
		interrupt(ENGINE_GONE, false);
		setTimeout(() => process.exit(1), SHUTDOWN_TIMEOUT);
	});
	process.stdin.resume();
}
