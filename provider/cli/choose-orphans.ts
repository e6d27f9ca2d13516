import { UsageError } from "./exit-codes";
import type { Orphan, Search } from "./find-orphans";

/**
 * What an order is about: what is surely this stack's, or, where ids are given, what has them and nothing else.
 *
 * @throws {UsageError} for an id that nothing here has, or that is not all of an object
 */
export function chooseOrphans({ orphans, held }: Pick<Search, "orphans" | "held">, ids: readonly string[]): Orphan[] {
	if (ids.length === 0) return orphans.filter(({ isCertain }) => isCertain);
	const named = new Set(ids.flatMap((id) => id.split(",")).map((id) => id.trim()));
	for (const id of named) {
		const partsOf = (object: { readonly id: string }) => object.id.split(",");
		const orphan = orphans.find(({ object }) => partsOf(object).includes(id));
		const holder = held.find(({ object }) => partsOf(object).includes(id));
		if (holder) throw new UsageError(`${id} is no orphan: stack ${holder.stack} has it.`);
		if (!orphan) throw new UsageError(`${id} is none of the objects that are listed without --id.`);
		if (!partsOf(orphan.object).every((part) => named.has(part))) {
			throw new UsageError(`${id} is one of several images of one request: say --id ${orphan.object.id}.`);
		}
	}
	return orphans.filter(({ object }) => object.id.split(",").every((part) => named.has(part)));
}
