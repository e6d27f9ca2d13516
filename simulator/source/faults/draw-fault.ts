import type { Core } from "../core";
import type { FaultOrder } from "./fault";

/** Draws what happens to a request that changes something, by the settings `duplicates` and `lateEffects`. */
export function drawFault({ random, settings }: Core): FaultOrder | undefined {
	const { duplicates, lateEffects, lateEffectDelay } = settings.values;
	const isDrawn = (stream: string, share: number) => share > 0 && random.fraction(stream) < share;
	if (isDrawn("duplicates", duplicates)) {
		return { action: { duplicate: random.fraction("duplicate response") < 0.5 ? "first" : "second" } };
	}
	if (!isDrawn("late effects", lateEffects)) return undefined;
	const action = random.fraction("late response") < 0.5 ? { reset: true } : { status: 504 };
	return { action, effectAfterMs: random.between("late effect delay", lateEffectDelay) };
}
