import { join } from "node:path";
import type { Lookup } from "../../provider/lookups/lookup";
import { lookups } from "../../provider/lookups/registry";
import { repository, toFolder } from "./kinds";

/** Where a look-up is declared. */
export interface LookupFile {
	readonly lookup: Lookup;
	readonly file: string;
	/** The name under which the file exports it. */
	readonly variable: string;
}

/** The look-ups of the registry, by name. */
export function findLookupFiles(): LookupFile[] {
	return Object.values(lookups).map((lookup) => {
		const name = lookup.name.replace(/^get/, "");
		return {
			lookup,
			file: join(repository, "provider", "lookups", `${toFolder(name)}.ts`),
			variable: name.charAt(0).toLowerCase() + name.slice(1),
		};
	});
}
