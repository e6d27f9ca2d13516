import type { Properties } from "../lifecycle";

/**
 * What was adopted before this run, as far as this run has checked it: `adopt` holds for the first create only. A
 * replacement makes a new object; it must not take over the very one that is deleted afterwards.
 */
const adopted = new Set<string>();

/** @param old the inputs in the state */
export function noteAdopted(old: Properties | undefined): void {
	if (typeof old?.adopt === "string") adopted.add(writePair(old));
}

/** Whether something there is to be taken over, for the first time. */
export function isAdopting(inputs: { adopt?: string; identity: string }): boolean {
	return inputs.adopt !== undefined && !adopted.has(writePair(inputs));
}

function writePair({ identity, adopt }: { identity?: unknown; adopt?: unknown }): string {
	return JSON.stringify([identity, adopt]);
}
