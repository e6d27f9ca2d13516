import type { Core } from "../core";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import type { AutoStopRequest } from "./request-types";

/**
 * Validates the auto-stop of a create or an update. The duration is ignored while the auto-stop is disabled: its
 * meaning is not documented.
 */
export function checkAutoStop(autoStop: AutoStopRequest | null | undefined, core: Core, errors: ModelArtsErrors): void {
	if (!autoStop) return;
	const { enable, duration, stop_timestamp: timestamp } = autoStop;
	if (typeof timestamp === "number" && timestamp <= core.shownNow()) throw errors.create("6346");
	if (!enable) return;
	if (typeof duration !== "number") throw errors.create("6348");
	const [min, max] = core.settings.values.autoStopRange;
	if (duration < min || duration > max) throw errors.create("6349", min, max);
}
