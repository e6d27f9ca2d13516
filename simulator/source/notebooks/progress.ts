import type { Core } from "../core";
import type { Notebook } from "./notebook";

/** The steps of a create and a start; each takes a quarter of the duration. */
const stepNames = ["PREPARE_STORAGE", "PREPARE_COMPUTE", "CONFIGURE_NETWORK", "INITIALIZE_INSTANCE"];
export const stepCount = stepNames.length;

/** The end of a step, which is when a failing step fails. */
export function findStepEnd(from: number, duration: number, step = stepCount): number {
	return from + Math.round((duration * step) / stepCount);
}

/** The current `action_progress` of the last create or start; undefined if there was none. */
export function showProgress(core: Core, { id, progress }: Notebook): Record<string, unknown>[] | undefined {
	if (!progress) return undefined;
	const { from, end, failedStep } = progress;
	const now = core.clock.now();
	const textKey = core.settings.values.progressText;
	return stepNames.map((name, index) => {
		const step = index + 1;
		const startsAt = findStepEnd(from, end - from, index);
		const endsAt = findStepEnd(from, end - from, step);
		return { notebook_id: id, step, status: classifyStep(step, startsAt, endsAt, now, failedStep), [textKey]: name };
	});
}

function classifyStep(step: number, startsAt: number, endsAt: number, now: number, failedStep = Infinity): string {
	if (step > failedStep || now < startsAt) return "WAITING";
	if (now < endsAt) return "PROCESSING";
	return step === failedStep ? "FAILED" : "COMPLETED";
}
