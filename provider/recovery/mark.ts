import { parseIdentity } from "./identity";

/** Characters that the description of a notebook may not contain (ModelArts.6334). */
const FORBIDDEN = /[&<>"'/\p{Cc}]/gu;

/** Characters of a description at most. */
const LENGTH = 512;

/**
 * The mark that proves in the cloud that an object is this resource's: its default description,
 * `Managed by Pulumi: <project>:<stack>:<name> [<12 hex>]`.
 *
 * A user's own description is put in its place as soon as the object is usable.
 */
export function describeOwner(identity: string): string {
	const { project, stack, name, hash } = parseIdentity(identity);
	const suffix = ` [${hash.slice(0, 12)}]`;
	const owner = `Managed by Pulumi: ${[project, stack, name].join(":").replace(FORBIDDEN, "-")}`;
	return (
		[...owner]
			.slice(0, LENGTH - suffix.length)
			.join("")
			.slice(0, LENGTH - suffix.length) + suffix
	);
}
