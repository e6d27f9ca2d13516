import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { foldersWith } from "../pulumi-cli/executables.mts";
import { withLock } from "../start/lock.mjs";
import { cacheDirectory } from "./cache.mts";
import { type GoCommand, runGoBuild } from "./go-build.mts";

const UNUSED_MS = 30 * 24 * 60 * 60_000;
const HOW = join(import.meta.dirname, "go-build.mts");

/** A command that is built once and kept for all clones. */
export interface CachedCommand extends GoCommand {
	/** The executable's name; folders of the cache begin with it. */
	readonly name: string;
	/** What it is called while somebody waits for it. */
	readonly short: string;
	/** Version for the folder's name. */
	readonly release: string;
	/** Files besides its go.mod and go.sum; a change of any of these makes another one, and another folder for it. */
	readonly ingredients: readonly string[];
	/** Puts beside the executable what belongs to it. */
	readonly complete?: (directory: string) => void;
}

/** The folder of the command that was built before from the same ingredients. */
export function findCached(command: CachedCommand, env: NodeJS.ProcessEnv): string | undefined {
	const directory = join(cacheDirectory(env), keyOf(command));
	if (!existsSync(directory)) return undefined;
	const now = new Date();
	// When it was last used: what is not used any more is removed one day.
	utimesSync(directory, now, now);
	return directory;
}

/**
 * Builds the command and returns its folder. Made in a folder of its own and renamed when complete, so that nobody ever
 * sees half of it; one builds while the others wait. Returns nothing when there is no Go.
 */
export async function buildCached(
	command: CachedCommand,
	env: NodeJS.ProcessEnv,
	say: (text: string) => void,
): Promise<string | undefined> {
	if (foldersWith("go", env.PATH).length === 0) return undefined;
	const cache = cacheDirectory(env);
	const directory = join(cache, keyOf(command));
	mkdirSync(cache, { recursive: true });
	await withLock(
		`${directory}.lock`,
		async () => {
			if (findCached(command, env)) return;
			await make(command, directory, env, say);
			removeUnused(cache, command.name);
		},
		(seconds) => say(`another process builds ${command.short}, waiting (${seconds} s)`),
	);
	return directory;
}

async function make(
	command: CachedCommand,
	directory: string,
	env: NodeJS.ProcessEnv,
	say: (text: string) => void,
): Promise<void> {
	const unfinished = `${directory}.unfinished`;
	const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true });
	const interrupted = () => {
		removeUnfinished();
		process.exit(130);
	};
	// A kill -9 leaves one; the lock is ours, so nobody is at it.
	removeUnfinished();
	mkdirSync(unfinished);
	process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
	try {
		await runGoBuild(command, join(unfinished, command.name), env, say);
		command.complete?.(unfinished);
		renameSync(unfinished, directory);
	} finally {
		process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
		removeUnfinished();
	}
}

/** Each is tens of MB or more, and every change of an ingredient leaves one behind. */
function removeUnused(cache: string, name: string): void {
	for (const folder of readdirSync(cache).filter((folder) => folder.startsWith(`${name}-`))) {
		const path = join(cache, folder);
		if (Date.now() - statSync(path).mtimeMs > UNUSED_MS) rmSync(path, { recursive: true, force: true });
	}
}

function keyOf({ name, release, module, ingredients }: CachedCommand): string {
	const hash = createHash("sha256");
	for (const path of [join(module, "go.mod"), join(module, "go.sum"), HOW, ...ingredients]) {
		hash.update(readFileSync(path)).update("\0");
	}
	return `${name}-${release}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 12)}`;
}
