import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { confirm } from "./confirm";
import { selectOrphans } from "./select-orphans";
import { openContext } from "./context";
import { deleteOrphans, describeDeletion } from "./delete-orphans";
import { type ExitCode, exitCodes, UsageError } from "./exit-codes";
import { findOrphans, type Orphan } from "./find-orphans";
import { type Import, readImport, formatImportFile } from "./import-entry";
import { explainImport } from "./import-steps";
import { readOtherStacks } from "./other-stacks";
import { formatStackName } from "./match-owner";
import { findStackName, openServices, readState, type StackOptions } from "./read-state";
import { parseState } from "./stack-state";
import type { Output } from "./terminal";
import { reportSearch, formatSearch } from "./format-orphans";

export interface OrphansOptions extends StackOptions {
	/** An export of the state: a file, or `-` for standard input. */
	readonly state?: string;

	/** Logical names of cloud images, whose markers hold only a hash. */
	readonly name: readonly string[];

	/** Minimum age of objects, milliseconds. */
	readonly olderThan?: number;

	/** Import or delete only these objects, even if they may belong to another stack. */
	readonly id: readonly string[];
	readonly importFile?: string;
	readonly delete?: boolean;
	readonly yes?: boolean;
	readonly json?: boolean;
}

/** Finds objects with the ownership marker of a stack that are in no state; imports or deletes them if an option says so. */
export async function runOrphans(options: OrphansOptions, output: Output): Promise<ExitCode> {
	const { importFile, id: ids, json } = options;
	if (options.delete && importFile !== undefined) throw new UsageError("Either --import-file or --delete, not both.");
	if (ids.length > 0 && !options.delete && importFile === undefined) {
		throw new UsageError("--id selects objects for --delete or --import-file: pass one of these as well.");
	}
	const text = await readState(options.state, options);
	const state = parseState(text);
	const stack = await findStackName(options, state);
	if (!stack) throw new UsageError("The state is empty, so the stack is unknown: pass --project and --stack.");

	const isFromFile = options.state !== undefined;
	const backend = await readOtherStacks(options.cwd, isFromFile ? undefined : text);
	if (isFromFile && backend.problem !== undefined) output.tell(`Not searched: ${backend.problem}.`);
	const now = Date.now();
	const registry = await openServices(options, output);
	// A state file is for machines without a CLI.
	const unreadBackend = isFromFile || backend.problem === undefined ? [] : [backend.problem];
	const searched = await findOrphans(registry, state, { stack, backend, names: options.name, isFromFile, now });
	const search = { ...searched, gaps: [...unreadBackend, ...searched.gaps] };

	// A run that has not saved its state yet may still be creating younger objects.
	const minAge = options.olderThan ?? (options.delete && ids.length === 0 ? search.maxRunTime : 0);
	const orphans = search.orphans.filter(({ object }) => now - (object.createdAt ?? now) >= minAge);
	const found = { ...search, orphans };
	const selected = selectOrphans(found, ids);

	if (!json) output.print(formatSearch(found, formatStackName(stack), now));
	const younger = search.orphans.length - orphans.length;
	if (younger > 0) output.tell(`Skipped, as too young (--older-than): ${younger}.`);

	const action = await runAction(selected, orphans.length - selected.length, options, output);
	if (json) output.print(JSON.stringify({ ...stack, ...reportSearch(found, now), ...action.report }, undefined, 2));
	if (search.gaps.length > 0 || action.hasFailed) return exitCodes.failed;
	return orphans.length === (action.count ?? 0) ? exitCodes.ok : exitCodes.orphans;
}

/** The result of an import or a deletion. */
interface ActionResult {
	readonly report: object;
	readonly hasFailed?: boolean;

	/** Number of imported or deleted orphans. */
	readonly count?: number;
}

/** @param left number of orphans that are not selected */
async function runAction(
	selected: readonly Orphan[],
	left: number,
	options: OrphansOptions,
	output: Output,
): Promise<ActionResult> {
	const { importFile, json, yes, id: ids } = options;
	if (importFile === undefined && !options.delete) return { report: {} };
	if (left > 0 && ids.length === 0) {
		const verb = options.delete ? "Not deleted" : "Not written";
		output.tell(`${verb}, as they may be another stack's (--id <id> includes them): ${left}.`);
	}
	if (importFile !== undefined) {
		const imports = await readImports(selected, output);
		writeFileSync(resolve(importFile), formatImportFile(imports));
		if (!json) output.print(`\n${explainImport(imports, importFile, options.stack)}`);
		return { report: { importFile }, count: imports.length };
	}
	if (selected.length === 0) return { report: { deleted: [] } };
	if (!yes && !(await confirm(describeDeletion(selected)))) return { report: { deleted: [] } };
	const action = await deleteOrphans(selected, output);
	return { report: action, hasFailed: action.failures.length > 0, count: action.deleted.length };
}

async function readImports(orphans: readonly Orphan[], output: Output): Promise<Import[]> {
	const imports: Import[] = [];
	for (const { kind, object, owner, obstacle, services, otherLocation } of orphans) {
		if (!owner || obstacle !== undefined) continue;
		const context = openContext(services, kind.handler.timeouts.read, output);
		imports.push(
			await readImport(kind, object.id, owner, { otherLocation, marker: object.tag, isPending: true }, context),
		);
	}
	return imports;
}
