import { composeIdentity } from "../../lifecycle/create-safety/resource-identity";

/** The type of a resource, without those of its parents. */
export function findType(urn: string): string {
	return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/**
 * The coordinates of a resource from its URN, `urn:pulumi:<stack>::<project>::<types of parents>$<type>::<name>`: the same
 * as a program with the dynamic provider has, so that either provider resumes what the other has begun.
 *
 * @param token the type in a program with the dynamic provider
 */
export function findCoordinates(urn: string, token: string): string {
	const [stack = "", project = "", chain = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
	const types = [...chain.split("$").slice(0, -1), token];
	return composeIdentity({ project, stack, types, name: name.join("::") });
}
