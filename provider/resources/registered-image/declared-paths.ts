import { isSamePath } from "./swr-path";

/**
 * The paths that the program declares, as far as this run has checked them.
 *
 * A deletion must not take the content of a path that is still wanted: the replacement of this very resource registers
 * it again, or another resource does.
 */
const declared = new Set<string>();

export function recordDeclaredPath(path: unknown): void {
	if (typeof path === "string") declared.add(path);
}

export function isDeclared(path: string): boolean {
	return [...declared].some((one) => isSamePath(one, path));
}
