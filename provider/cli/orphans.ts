import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { askYes } from "./confirm";
import { chooseOrphans } from "./choose-orphans";
import { openContext } from "./context";
import { deleteOrphans, describeDeletion } from "./delete-orphans";
import { type ExitCode, exitCodes, UsageError } from "./exit-codes";
import { findOrphans, type Orphan } from "./find-orphans";
import { type Import, readImport, writeImportFile } from "./import-entry";
import { explainImport } from "./import-steps";
import { readOtherStacks } from "./other-stacks";
import { nameStack } from "./match-owner";
import { findStackName, openClouds, readState, type StackOptions } from "./read-state";
import { parseState } from "./stack-state";
import type { Output } from "./terminal";
import { reportSearch, writeSearch } from "./format-orphans";

export interface OrphansOptions extends StackOptions {
	/** An export of the state: a file, or `-` for standard input. */
	readonly state?: string;

	/** Logical names of cloud images whose marks hold nothing but a hash. */
	readonly name: readonly string[];

	/** Only objects that are at least so old, milliseconds. */
	readonly olderThan?: number;

	/** What is imported or deleted, and nothing else; also what may be another stack's. */
	readonly id: readonly string[];
	readonly importFile?: string;
	readonly delete?: boolean;
	readonly yes?: boolean;
	readonly json?: boolean;
}

/** Finds what carries the mark of a stack and is in no state; imports or deletes it on order. */
export async function runOrphans(options: OrphansOptions, output: Output): Promise<ExitCode> {
	const { importFile, id: ids, json } = options;
	if (options.delete && importFile !== undefined) throw new UsageError("Either --import-file or --delete, not both.");
	if (ids.length > 0 && !options.delete && importFile === undefined) {
		throw new UsageError("--id says what --delete or --import-file takes: say one of them as well.");
	}
	const text = await readState(options.state, options);
	const state = parseState(text);
	const stack = await findStackName(options, state);
	if (!stack) throw new UsageError("Which stack? The state is empty: say --project and --stack.");

	const isFromFile = options.state !== undefined;
	const backend = await readOtherStacks(options.cwd, isFromFile ? undefined : text);
	if (isFromFile && backend.problem !== undefined) output.tell(`Not looked at: ${backend.problem}.`);
	const now = Date.now();
	const clouds = await openClouds(options, output);
	// A file of the state is for where there is no CLI.
	const unread = isFromFile || backend.problem === undefined ? [] : [backend.problem];
	const searched = await findOrphans(clouds, state, { stack, backend, names: options.name, isFromFile, now });
	const search = { ...searched, gaps: [...unread, ...searched.gaps] };

	// Younger ones may be being made by a run that has not written its state yet.
	const least = options.olderThan ?? (options.delete && ids.length === 0 ? search.longest : 0);
	const orphans = search.orphans.filter(({ object }) => now - (object.createdAt ?? now) >= least);
	const found = { ...search, orphans };
	const chosen = chooseOrphans(found, ids);

	if (!json) output.print(writeSearch(found, nameStack(stack), now));
	const younger = search.orphans.length - orphans.length;
	if (younger > 0) output.tell(`Left out, as too young (--older-than): ${younger}.`);

	const done = await act(chosen, orphans.length - chosen.length, options, output);
	if (json) output.print(JSON.stringify({ ...stack, ...reportSearch(found, now), ...done.report }, undefined, 2));
	if (search.gaps.length > 0 || done.hasFailed) return exitCodes.failed;
	return orphans.length === (done.count ?? 0) ? exitCodes.fine : exitCodes.orphans;
}

/** What was done about the orphans. */
interface Done {
	readonly report: object;
	readonly hasFailed?: boolean;

	/** Of how many. */
	readonly count?: number;
}

/** @param left orphans that this is not about */
async function act(chosen: readonly Orphan[], left: number, options: OrphansOptions, output: Output): Promise<Done> {
	const { importFile, json, yes, id: ids } = options;
	if (importFile === undefined && !options.delete) return { report: {} };
	if (left > 0 && ids.length === 0) {
		const verb = options.delete ? "Not deleted" : "Not written";
		output.tell(`${verb}, as they may be another stack's (--id <id> takes them): ${left}.`);
	}
	if (importFile !== undefined) {
		const imports = await readImports(chosen, output);
		writeFileSync(resolve(importFile), writeImportFile(imports));
		if (!json) output.print(`\n${explainImport(imports, importFile, options.stack)}`);
		return { report: { importFile }, count: imports.length };
	}
	if (chosen.length === 0) return { report: { deleted: [] } };
	if (!yes && !(await askYes(describeDeletion(chosen)))) return { report: { deleted: [] } };
	const done = await deleteOrphans(chosen, output);
	return { report: done, hasFailed: done.failures.length > 0, count: done.deleted.length };
}

async function readImports(orphans: readonly Orphan[], output: Output): Promise<Import[]> {
	const imports: Import[] = [];
	for (const { kind, object, owner, obstacle, cloud, elsewhere } of orphans) {
		if (!owner || obstacle !== undefined) continue;
		const context = openContext(cloud, kind.handler.timeouts.read, output);
		imports.push(await readImport(kind, object.id, owner, { elsewhere, marker: object.tag, isBegun: true }, context));
	}
	return imports;
}
