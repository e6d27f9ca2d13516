import type { ModelArtsCode } from "./modelarts-errors";

type TransitionRule = "accepted" | ModelArtsCode;

/** Whether an action is accepted, by status; `other` applies to all other statuses. */
export type TransitionRules = Readonly<Record<string, TransitionRule>> & { readonly other: TransitionRule };

/** The number of the error, or undefined if the action is accepted. */
export function findRejectionCode(rules: TransitionRules, status: string): ModelArtsCode | undefined {
	const rule = (Object.hasOwn(rules, status) ? rules[status] : undefined) ?? rules.other;
	return rule === "accepted" ? undefined : rule;
}
