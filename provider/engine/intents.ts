import { homedir } from "node:os";
import { join } from "node:path";
import type { Cloud } from "../cloud/cloud";
import type { IntentSlot } from "../recovery/intent";
import { IntentLog } from "../recovery/intent-log";
import { findEngineAddress } from "./messages";
import { ENGINE_GONE, stopSignal } from "./stop";

/** All provider processes of a run have the engine's address. */
const run = findEngineAddress() ?? "";

const log = new IntentLog(join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "modelarts-intents"), run);

/** Calls that the engine waits for. */
let calls = 0;

/** The creates of this run that have come to their end. */
const made: IntentSlot[] = [];

/** The intent of one resource: the same project and stack may exist in several places. */
export function openIntent({ endpoint, region, projectId }: Cloud, identity: string, urn?: string): IntentSlot {
	return log.slot([endpoint, region, projectId, identity], urn);
}

/** The engine has this id in its state. */
export function noteKnownId(id: string): void {
	log.forget(id);
}

/** The engine has shown that this object is a resource's, and that the run leaves it so. */
export function noteUser(id: string, identity: unknown, urn: string | undefined): void {
	if (typeof identity === "string") log.noteUser(id, { identity, urn });
}

/** What an interrupted run has begun in the place of an object that this run leaves where it is. */
export function findBegun(identity: unknown, urn: string | undefined, id: string): string | undefined {
	return typeof identity === "string" ? log.findBegun(identity, urn, id) : undefined;
}

/** See `IntentLog`. */
export function isTaken(id: string): boolean {
	return log.isTaken(id);
}

/** A create comes to its end; whether the engine has written that down, only its next words tell. */
export function noteMade(id: string, intent: IntentSlot): void {
	const begun = intent.read();
	if (begun) intent.write({ ...begun, id });
	made.push(intent);
}

/** Counts a call while it is worked on. */
export async function countCall<Result>(work: () => Promise<Result>): Promise<Result> {
	calls++;
	try {
		return await work();
	} finally {
		calls--;
	}
}

// At the end of every run the engine says goodbye, when all is written down; with Ctrl-C it says the same while calls
// are under way. Without a goodbye, the intents of this run wait for the engine to show their ids next time.
stopSignal.addEventListener("abort", () => {
	const isGoodbye = calls === 0 && !(stopSignal.reason instanceof Error && stopSignal.reason.message === ENGINE_GONE);
	if (isGoodbye) for (const intent of made) intent.clear();
});
