import { UsageError } from "./exit-codes";
import type { Orphan, Search } from "./find-orphans";

/**
 * Selects the orphans to import or delete: those that certainly belong to this stack or, if ids are given, those with the ids.
 *
 * @throws {UsageError} for an unknown id, and for an id of only a part of an object
 */
export function selectOrphans({ orphans, held }: Pick<Search, "orphans" | "held">, ids: readonly string[]): Orphan[] {
	if (ids.length === 0) return orphans.filter(({ isCertain }) => isCertain);
	const named = new Set(ids.flatMap((id) => id.split(",")).map((id) => id.trim()));
	for (const id of named) {
		const partsOf = (object: { readonly id: string }) => object.id.split(",");
		const orphan = orphans.find(({ object }) => partsOf(object).includes(id));
		const holder = held.find(({ object }) => partsOf(object).includes(id));
		if (holder) throw new UsageError(`${id} is no orphan: stack ${holder.stack} has it.`);
		if (!orphan) throw new UsageError(`${id} is not among the objects that are listed without --id.`);
		if (!partsOf(orphan.object).every((part) => named.has(part))) {
			throw new UsageError(`${id} is one of several images of one request: pass --id ${orphan.object.id}.`);
		}
	}
	return orphans.filter(({ object }) => object.id.split(",").every((part) => named.has(part)));
}
