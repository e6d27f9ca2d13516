import type { Core } from "../core";
import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import type { AutoStopRequest } from "./request-types";

/** The same for create and update. A duration that is not switched on is not looked at: no document says what it means. */
export function checkAutoStop(
	autoStop: AutoStopRequest | null | undefined,
	core: Core,
	refusals: ModelArtsRefusals,
): void {
	if (!autoStop) return;
	const { enable, duration, stop_timestamp: timestamp } = autoStop;
	if (typeof timestamp === "number" && timestamp <= core.shownNow()) throw refusals.refuse("6346");
	if (!enable) return;
	if (typeof duration !== "number") throw refusals.refuse("6348");
	const [shortest, longest] = core.settings.values.autoStopRange;
	if (duration < shortest || duration > longest) throw refusals.refuse("6349", shortest, longest);
}
