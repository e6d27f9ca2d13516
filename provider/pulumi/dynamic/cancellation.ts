import { fstatSync } from "node:fs";
import { bestEffort, loadFromSdk } from "./pulumi-internals";

/** Time for handlers to notice that everything is over before the process ends, milliseconds. */
const LAST_WORDS = 500;

/** Why everything stops when nobody is left to write down what happens. */
const ENGINE_GONE = "the engine is gone";

const controller = new AbortController();

/** Aborted when the user presses Ctrl-C, and when the engine is gone. */
export const cancellationSignal: AbortSignal = controller.signal;

const listeners: (() => void)[] = [];

/** Calls back each time that the engine says `Cancel`: with Ctrl-C, and once more at the end of every run. */
export function onCancel(listener: () => void): void {
	listeners.push(listener);
}

/** Whether nobody is left to write down what happens. */
export function isEngineGone(): boolean {
	return cancellationSignal.reason instanceof Error && cancellationSignal.reason.message === ENGINE_GONE;
}

let watching = false;

/** Starts to listen for both. */
export function watchForCancellation(): void {
	if (watching) return;
	watching = true;
	bestEffort(watchForCancel);
	bestEffort(watchForLostEngine);
}

interface EmptyClass {
	deserializeBinary(bytes: Uint8Array): unknown;
}

/**
 * On Ctrl-C the engine calls `Cancel`, which the dynamic provider answers and ignores. It can be seen all the same:
 * besides `GetPluginInfo`, which comes before any code of ours, no other request to this process is an `Empty`.
 *
 * In the call stack `as deserialize` is a server's; `as responseDeserialize` would be a client's, reading an answer.
 */
function watchForCancel(): void {
	const empty = loadFromSdk<{ Empty: EmptyClass }>("google-protobuf/google/protobuf/empty_pb")?.Empty;
	if (!empty) return;

	const original = empty.deserializeBinary.bind(empty);
	empty.deserializeBinary = (bytes) => {
		if (new Error().stack?.includes("as deserialize]")) {
			controller.abort(new Error("interrupted"));
			for (const listener of listeners) listener();
		}
		return original(bytes);
	};
}

/**
 * When the CLI is killed, this process lives on and would go on calling the cloud with nobody to write down what it
 * does. The CLI holds the other end of our standard input: when that ends, so do we.
 */
function watchForLostEngine(): void {
	if (!fstatSync(0).isFIFO()) return;

	process.stdin.on("end", () => {
		controller.abort(new Error(ENGINE_GONE));
		setTimeout(() => process.exit(1), LAST_WORDS);
	});
	process.stdin.resume();
}
