import type { Path } from "./unknown";

/** A rule that an input breaks. */
export interface Violation {
	readonly path: Path;
	/** What was expected, to complete "expected …, got …". */
	readonly expected?: string;
	/** A whole sentence in place of that. */
	readonly insteadOf?: string;
	/** There is no input of this name: the names that there are. */
	readonly unknownAmong?: readonly string[];
	/** The input takes words of a list: what was got instead may be shown. */
	readonly isWord?: boolean;
	/** The rule for a text, to find out where it is broken. */
	readonly fits?: (text: string) => boolean;
}
