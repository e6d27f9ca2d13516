import { isDeepStrictEqual } from "node:util";
import { type Properties, UNKNOWN } from "../../lifecycle/contract";
import { findFileHints } from "./file-warnings";
import type * as OsVersions from "./os-versions";

/** Once an image is made of a file, there is nothing to be said about the file's name any more. */
const OF_FILE = ["imageUrl", "type", "isQuickImport", "dataImages"];

/** What is not wrong for sure. */
export function findWarnings(inputs: Properties, old: Properties | undefined): string[] {
	const { osVersion, imageUrl } = inputs;
	const isNew = imageUrl !== undefined && OF_FILE.some((name) => !isDeepStrictEqual(old?.[name], inputs[name]));
	const hints = isNew ? findFileHints(inputs) : [];
	if (typeof osVersion !== "string" || osVersion === "" || osVersion === UNKNOWN) return hints;
	return [...hints, ...(require("./os-versions") as typeof OsVersions).findOsVersionHints(osVersion)];
}
