/**
 * Takes out what is due by now, soonest first. Entering a step may plan the next ones, which are taken too if they
 * are due: looking late or often changes nothing.
 */
export function* takeDueSteps<Step extends { readonly at: number }>(
	owner: { readonly steps: Step[] },
	now: number,
): Generator<Step> {
	while (owner.steps[0] && owner.steps[0].at <= now) yield owner.steps.shift()!;
}
