import type { ModelArtsCode } from "./modelarts-errors";

type TransitionRule = "accepted" | ModelArtsCode;

/** Whether an action is allowed, by status; `other` is for whatever is not named. */
export type TransitionRules = Readonly<Record<string, TransitionRule>> & { readonly other: TransitionRule };

/** Undefined if the action is allowed, otherwise the number of the error. */
export function findRejectionCode(rules: TransitionRules, status: string): ModelArtsCode | undefined {
	const rule = (Object.hasOwn(rules, status) ? rules[status] : undefined) ?? rules.other;
	return rule === "accepted" ? undefined : rule;
}
