import { perSession, type Session } from "../../lifecycle/session";
import { isSamePath } from "./swr-path";

/**
 * The paths that the program declares, as far as they are checked.
 *
 * A deletion must not delete the content of a path that is still declared: the replacement of this very resource registers
 * it again, or another resource does.
 */
const declaredPaths = perSession(() => new Set<string>());

export function recordDeclaredPath(path: unknown, session: Session): void {
	if (typeof path === "string") declaredPaths(session).add(path);
}

export function isDeclared(path: string, { session }: { readonly session: Session }): boolean {
	return [...declaredPaths(session)].some((one) => isSamePath(one, path));
}
