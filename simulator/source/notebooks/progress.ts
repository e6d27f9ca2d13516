import type { Core } from "../core";
import type { Notebook } from "./notebook";

/** What a create and a start go through, a quarter of their time each. */
const stepNames = ["PREPARE_STORAGE", "PREPARE_COMPUTE", "CONFIGURE_NETWORK", "INITIALIZE_INSTANCE"];
export const stepCount = stepNames.length;

/** When a work that fails in a step fails: at the end of that step. */
export function findStepEnd(from: number, duration: number, step = stepCount): number {
	return from + Math.round((duration * step) / stepCount);
}

/** `action_progress` at this moment: of the last create or start. Undefined if there was none. */
export function showProgress(core: Core, { id, progress }: Notebook): Record<string, unknown>[] | undefined {
	if (!progress) return undefined;
	const { from, end, failedStep } = progress;
	const now = core.clock.now();
	const textKey = core.settings.values.progressText;
	return stepNames.map((name, index) => {
		const step = index + 1;
		const begins = findStepEnd(from, end - from, index);
		const ends = findStepEnd(from, end - from, step);
		return { notebook_id: id, step, status: classifyStep(step, begins, ends, now, failedStep), [textKey]: name };
	});
}

function classifyStep(step: number, begins: number, ends: number, now: number, failedStep = Infinity): string {
	if (step > failedStep || now < begins) return "WAITING";
	if (now < ends) return "PROCESSING";
	return step === failedStep ? "FAILED" : "COMPLETED";
}
