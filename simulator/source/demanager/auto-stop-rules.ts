import type { Core } from "../core";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import type { AutoStopRequest } from "./request-types";

/** The same for create and update. A duration that is not switched on is not looked at: no document says what it means. */
export function checkAutoStop(autoStop: AutoStopRequest | null | undefined, core: Core, errors: ModelArtsErrors): void {
	if (!autoStop) return;
	const { enable, duration, stop_timestamp: timestamp } = autoStop;
	if (typeof timestamp === "number" && timestamp <= core.shownNow()) throw errors.create("6346");
	if (!enable) return;
	if (typeof duration !== "number") throw errors.create("6348");
	const [min, max] = core.settings.values.autoStopRange;
	if (duration < min || duration > max) throw errors.create("6349", min, max);
}
