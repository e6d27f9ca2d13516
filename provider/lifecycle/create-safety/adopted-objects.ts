import type { Properties } from "../contract";
import { perSession, type Session } from "../session";
import { coordinatesOf } from "./resource-identity";

/**
 * What was adopted before this run, as far as this run has checked it: `adopt` holds for the first create only. A
 * replacement makes a new object; it must not take over the very one that is deleted afterwards.
 */
const adoptedObjects = perSession(() => new Set<string>());

/**
 * @param old the inputs in the state
 * @param news as the program gives them: what replaces the object has their coordinates
 */
export function recordAdoption(old: Properties | undefined, news: Properties, session: Session): void {
	const { adopt } = old ?? {};
	if (typeof adopt !== "string") return;
	for (const { identity } of [old ?? {}, news]) adoptedObjects(session).add(writePair({ identity, adopt }));
}

/** Whether something there is to be taken over, for the first time. */
export function isAdopting(
	inputs: { adopt?: string; identity: string },
	{ session }: { readonly session: Session },
): boolean {
	return inputs.adopt !== undefined && !adoptedObjects(session).has(writePair(inputs));
}

function writePair({ identity, adopt }: { identity?: unknown; adopt?: unknown }): string {
	return JSON.stringify([typeof identity === "string" ? coordinatesOf(identity) : identity, adopt]);
}
