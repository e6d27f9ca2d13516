import { openContext } from "./context";
import type { Orphan } from "./find-orphans";
import { findNewMark } from "./read-markers";
import { nameShown } from "./sealed-secrets";
import type { Output } from "./terminal";

export interface Deletion {
	readonly deleted: readonly string[];
	readonly failures: readonly { readonly id: string; readonly reason: string }[];
}

/** The question before it. */
export function describeDeletion(orphans: readonly Orphan[]): string {
	const what = orphans.length === 1 ? "this object" : `these ${orphans.length} objects`;
	const list = orphans.map((one) => `  ${one.kind.name} ${one.name}: ${nameShown(one)} (${one.object.id})`);
	const unsure = orphans.filter(({ isCertain }) => !isCertain).map(({ object }) => object.id);
	const warning =
		unsure.length === 0
			? []
			: [`Nothing proves that this stack made ${unsure.join(", ")}: if another stack has it, it loses it.`];
	return [...list, ...warning, `Delete ${what}, disks included?`].join("\n");
}

/** One by one; what cannot be deleted is told, and the others are deleted all the same. */
export async function deleteOrphans(orphans: readonly Orphan[], output: Output): Promise<Deletion> {
	const deleted: string[] = [];
	const failures: { id: string; reason: string }[] = [];
	for (const orphan of orphans) {
		const { kind, object } = orphan;
		const reason = await deleteOrphan(orphan, output);
		if (reason === undefined) {
			deleted.push(object.id);
			output.tell(`Deleted ${kind.name} ${nameShown(orphan)} (${object.id}).`);
		} else {
			failures.push({ id: object.id, reason });
			output.tell(reason);
		}
	}
	return { deleted, failures };
}

/** Why it could not be deleted. */
async function deleteOrphan(orphan: Orphan, output: Output): Promise<string | undefined> {
	const { kind, object, owner, cloud } = orphan;
	const { id, name, description } = object;
	const inputs = { identity: owner?.identity ?? "", name, swrPath: name, description };
	const context = openContext(cloud, kind.handler.timeouts.delete, output);
	try {
		const changed = await findNewMark(object, context);
		if (changed !== undefined) return changed;
		await kind.handler.delete({ id, inputs, outputs: inputs }, context);
		return undefined;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return nameShown(orphan) === name ? reason : reason.replaceAll(name, nameShown(orphan));
	}
}
