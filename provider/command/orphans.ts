import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { askYes } from "./ask";
import { openContext } from "./context";
import { type ExitCode, exitCodes, UsageError } from "./exit-codes";
import { findOrphans, type Orphan } from "./find-orphans";
import { type Import, readImport, writeImportFile } from "./import-entry";
import { explainImport } from "./import-steps";
import { findStackName, openClouds, readState, type StackOptions } from "./read-state";
import type { Output } from "./terminal";
import { reportOrphan, writeSearch } from "./write-orphans";

export interface OrphansOptions extends StackOptions {
	/** An export of the state: a file, or `-` for standard input. */
	readonly state?: string;

	/** Logical names of cloud images whose marks hold nothing but a hash. */
	readonly name: readonly string[];

	/** Only objects that are at least so old, milliseconds. */
	readonly olderThan?: number;
	readonly importFile?: string;
	readonly delete?: boolean;
	readonly yes?: boolean;
	readonly json?: boolean;
}

/** Younger objects may be being made by a run that has not written its state yet, milliseconds. */
const YOUNG = 3_600_000;

/** Finds what carries the mark of a stack and is not in its state; imports or deletes it on order. */
export async function runOrphans(options: OrphansOptions, output: Output): Promise<ExitCode> {
	if (options.delete && options.importFile !== undefined)
		throw new UsageError("Either --import-file or --delete, not both.");
	const state = await readState(options.state, options);
	const stack = await findStackName(options, state);
	if (!stack) throw new UsageError("Which stack? The state is empty: say --project and --stack.");

	const clouds = await openClouds(options, output);
	const search = await findOrphans(clouds, state, { stacks: [stack], names: options.name });
	const now = Date.now();
	const least = options.olderThan ?? (options.delete ? YOUNG : 0);
	const orphans = search.orphans.filter(({ object }) => now - (object.createdAt ?? now) >= least);

	const title = `${stack.project}/${stack.stack}`;
	if (!options.json) output.print(writeSearch({ ...search, orphans }, title, now));
	const younger = search.orphans.length - orphans.length;
	if (younger > 0) output.tell(`Left out, as too young (--older-than): ${younger}.`);

	const done = await act(orphans, options, output);
	const report = orphans.map((orphan) => reportOrphan(orphan, now));
	const { strangers, gaps } = search;
	const whole = { ...stack, orphans: report, unknownMarks: strangers.map(({ id, name }) => ({ id, name })), gaps };
	if (options.json) output.print(JSON.stringify({ ...whole, ...done.report }, undefined, 2));
	if (gaps.length > 0 || done.hasFailed) return exitCodes.failed;
	return orphans.length === 0 || done.isSettled ? exitCodes.fine : exitCodes.orphans;
}

/** What was done about the orphans. */
interface Done {
	readonly report: object;
	readonly hasFailed?: boolean;

	/** There is nothing left to complain about. */
	readonly isSettled?: boolean;
}

async function act(orphans: readonly Orphan[], options: OrphansOptions, output: Output): Promise<Done> {
	const { importFile, json } = options;
	if (importFile !== undefined) {
		const imports = await readImports(orphans, output);
		writeFileSync(resolve(importFile), writeImportFile(imports));
		if (!json) output.print(`\n${explainImport(imports, importFile, options.stack)}`);
		return { report: { importFile }, isSettled: imports.length === orphans.length };
	}
	if (!options.delete || orphans.length === 0) return { report: {} };

	// Text that begins like our marks anybody can write; the hash in it is what proves whose it is.
	const proven = orphans.filter(({ owner }) => owner !== undefined);
	const left = orphans.length - proven.length;
	if (left > 0) output.tell(`Not deleted, as nothing proves that this stack made them: ${left}.`);
	if (proven.length === 0) return { report: { deleted: [] } };
	if (!options.yes && !(await askYes(describeDeletion(proven.length)))) return { report: { deleted: [] } };
	const done = await deleteAll(proven, output);
	return { ...done, isSettled: done.isSettled && left === 0 };
}

function describeDeletion(count: number): string {
	const what = count === 1 ? "this object" : `these ${count} objects`;
	return (
		`Delete ${what}, disks included? A stack of the same project and name in another backend has the same marks: what ` +
		"is here may be that one's."
	);
}

async function readImports(orphans: readonly Orphan[], output: Output): Promise<Import[]> {
	const imports: Import[] = [];
	for (const { kind, object, owner, obstacle, cloud, elsewhere } of orphans) {
		if (!owner || obstacle !== undefined) continue;
		const context = openContext(cloud, kind.handler.timeouts.read, output);
		imports.push(await readImport(kind, object.id, owner, { elsewhere, mark: object.tag, isBegun: true }, context));
	}
	return imports;
}

/** One by one; what cannot be deleted is told, and the others are deleted all the same. */
async function deleteAll(orphans: readonly Orphan[], output: Output): Promise<Done> {
	const deleted: string[] = [];
	const failures: { id: string; reason: string }[] = [];
	for (const { kind, object, owner, cloud } of orphans) {
		const { id, name } = object;
		const inputs = { identity: owner?.identity ?? "", name, swrPath: name };
		try {
			const context = openContext(cloud, kind.handler.timeouts.delete, output);
			await kind.handler.delete({ id, inputs, outputs: inputs }, context);
			deleted.push(id);
			output.tell(`Deleted ${kind.name} ${name} (${id}).`);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			failures.push({ id, reason });
			output.tell(reason);
		}
	}
	return { report: { deleted, failures }, hasFailed: failures.length > 0, isSettled: failures.length === 0 };
}
