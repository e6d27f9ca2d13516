import type { Accounts } from "../iam/accounts";
import type { Caller } from "../iam/identities";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";

/** Checks that the caller has access to the project of the URL, and that a token's scope is this project. */
export function checkProject(
	inPath: string | undefined,
	inHeader: string | string[] | undefined,
	caller: Caller,
	accounts: Accounts,
	errors: ModelArtsErrors,
): void {
	if (inPath === undefined) return;
	const { scope } = caller;
	if (scope === "none") throw errors.create("0204");
	if (typeof scope === "object" && scope.projectId !== inPath) throw errors.create("0210");
	if (!accounts.projects(caller).some(({ id }) => id === inPath)) throw errors.create("0210");
	if (scope === "all" && inHeader !== undefined && inHeader !== inPath) throw errors.create("0210");
}
