import type { Caller } from "../iam/accounts";
import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";

/** The project of the address must be the one that the token is for, or one of those that the key's user may enter. */
export function checkProject(
	inPath: string | undefined,
	inHeader: string | string[] | undefined,
	{ scope, projectIds }: Caller,
	refusals: ModelArtsRefusals,
): void {
	if (inPath === undefined) return;
	if (scope === "none") throw refusals.refuse("0204");
	if (typeof scope === "object" && scope.projectId !== inPath) throw refusals.refuse("0210");
	if (projectIds && !projectIds.includes(inPath)) throw refusals.refuse("0210");
	if (scope === "all" && inHeader !== undefined && inHeader !== inPath) throw refusals.refuse("0210");
}
