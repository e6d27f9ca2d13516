import { openContext } from "./context";
import type { Orphan } from "./find-orphans";
import { findChangedMarker } from "./read-markers";
import { displayName } from "./sealed-secrets";
import type { Output } from "./terminal";

export interface Deletion {
	readonly deleted: readonly string[];
	readonly failures: readonly { readonly id: string; readonly reason: string }[];
}

/** The question before a deletion. */
export function describeDeletion(orphans: readonly Orphan[]): string {
	const what = orphans.length === 1 ? "this object" : `these ${orphans.length} objects`;
	const list = orphans.map((one) => `  ${one.kind.name} ${one.name}: ${displayName(one)} (${one.object.id})`);
	const uncertain = orphans.filter(({ isCertain }) => !isCertain).map(({ object }) => object.id);
	const warning =
		uncertain.length === 0
			? []
			: [
					`Nothing proves that this stack created ${uncertain.join(", ")}: if another stack has it, that stack loses it.`,
				];
	return [...list, ...warning, `Delete ${what}, disks included?`].join("\n");
}

/** Deletes one by one; an object that cannot be deleted is reported, and the others are still deleted. */
export async function deleteOrphans(orphans: readonly Orphan[], output: Output): Promise<Deletion> {
	const deleted: string[] = [];
	const failures: { id: string; reason: string }[] = [];
	for (const orphan of orphans) {
		const { kind, object } = orphan;
		const reason = await deleteOrphan(orphan, output);
		if (reason === undefined) {
			deleted.push(object.id);
			output.tell(`Deleted ${kind.name} ${displayName(orphan)} (${object.id}).`);
		} else {
			failures.push({ id: object.id, reason });
			output.tell(reason);
		}
	}
	return { deleted, failures };
}

/** Deletes an orphan; returns the reason if it cannot. */
async function deleteOrphan(orphan: Orphan, output: Output): Promise<string | undefined> {
	const { kind, object, owner, services } = orphan;
	const { id, name, description } = object;
	const inputs = { identity: owner?.identity ?? "", name, swrPath: name, description };
	const context = openContext(services, kind.handler.timeouts.delete, output);
	try {
		const changed = await findChangedMarker(object, context);
		if (changed !== undefined) return changed;
		await kind.handler.delete({ id, inputs, outputs: inputs }, context);
		return undefined;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return displayName(orphan) === name ? reason : reason.replaceAll(name, displayName(orphan));
	}
}
