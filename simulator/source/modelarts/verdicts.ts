import type { ModelArtsCode } from "./modelarts-refusals";

type Verdict = "accepted" | ModelArtsCode;

/** Whether an action is allowed, by status; `other` is for whatever is not named. */
export type Verdicts = Readonly<Record<string, Verdict>> & { readonly other: Verdict };

/** Undefined if the action is allowed, otherwise the number of the error. */
export function judgeStatus(verdicts: Verdicts, status: string): ModelArtsCode | undefined {
	const verdict = (Object.hasOwn(verdicts, status) ? verdicts[status] : undefined) ?? verdicts.other;
	return verdict === "accepted" ? undefined : verdict;
}
