/**
 * Removes and yields the steps that are due, earliest first. Applying a step may plan further steps, which are yielded
 * too if they are due; the result does not depend on when or how often the object is read.
 */
export function* takeDueSteps<Step extends { readonly at: number }>(
	owner: { readonly steps: Step[] },
	now: number,
): Generator<Step> {
	while (owner.steps[0] && owner.steps[0].at <= now) yield owner.steps.shift()!;
}
