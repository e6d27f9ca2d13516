import { createHash } from "node:crypto";
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { root } from "../build/root.mts";
import { withLock } from "../start/lock.mjs";
import { cacheDirectory } from "./cache.mts";
import { foldersWith } from "./executables.mts";
import type { PulumiCli } from "./find-pulumi.mts";
import { runGoBuild } from "./go-build.mts";
import { BUILT_VERSION } from "./version.mts";

const here = import.meta.dirname;
const UNUSED_MS = 30 * 24 * 60 * 60_000;
const DYNAMIC_PROVIDER = "pulumi-resource-pulumi-nodejs";

/** What ends up in the cache: a change of any of these makes another CLI, and another folder for it. */
const INGREDIENTS = [
	join(here, "go", "go.mod"),
	join(here, "go", "go.sum"),
	join(here, "go", "tools.go"),
	join(here, "go-build.mts"),
	join(here, "language-host.mjs"),
	join(root, "node_modules", "@pulumi", "pulumi", DYNAMIC_PROVIDER),
];

/** The CLI that was built before from the same ingredients. */
export function findBuilt(env: NodeJS.ProcessEnv): PulumiCli | undefined {
	const directory = join(cacheDirectory(env), keyOf());
	if (!existsSync(directory)) return undefined;
	const now = new Date();
	// When it was last used: what is not used any more is removed one day.
	utimesSync(directory, now, now);
	return { directory, version: BUILT_VERSION, origin: "built" };
}

/**
 * Builds the CLI from the modules that go/go.mod names and puts our language host beside it. Made in a folder of its
 * own and renamed when complete, so that nobody ever sees half of it; one builds while the others wait. Returns nothing
 * when there is no Go.
 */
export async function buildFromGo(env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<PulumiCli | undefined> {
	if (foldersWith("go", env.PATH).length === 0) return undefined;
	const cache = cacheDirectory(env);
	const directory = join(cache, keyOf());
	mkdirSync(cache, { recursive: true });
	await withLock(
		`${directory}.lock`,
		async () => {
			if (findBuilt(env)) return;
			await make(directory, env, say);
			removeUnused(cache);
		},
		(seconds) => say(`another process builds the Pulumi CLI, waiting (${seconds} s)`),
	);
	return { directory, version: BUILT_VERSION, origin: "built" };
}

async function make(directory: string, env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<void> {
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
		await runGoBuild(join(here, "go"), join(unfinished, "pulumi"), env, say);
		putHostsBeside(unfinished);
		renameSync(unfinished, directory);
	} finally {
		process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
		removeUnfinished();
	}
}

function putHostsBeside(directory: string): void {
	copyFileSync(join(here, "language-host.mjs"), join(directory, "language-host.mjs"));
	const launcher = join(directory, "pulumi-language-nodejs");
	writeFileSync(launcher, `#!/bin/sh\nexec node "$(dirname "$0")/language-host.mjs" "$@"\n`);
	chmodSync(launcher, 0o755);
	const dynamicProvider = join(directory, DYNAMIC_PROVIDER);
	copyFileSync(join(root, "node_modules", "@pulumi", "pulumi", DYNAMIC_PROVIDER), dynamicProvider);
	chmodSync(dynamicProvider, 0o755);
}

/** Each is more than 100 MB, and every change of an ingredient leaves one behind. */
function removeUnused(cache: string): void {
	for (const name of readdirSync(cache).filter((name) => name.startsWith("pulumi-"))) {
		const path = join(cache, name);
		if (Date.now() - statSync(path).mtimeMs > UNUSED_MS) rmSync(path, { recursive: true, force: true });
	}
}

function keyOf(): string {
	const hash = createHash("sha256");
	for (const path of INGREDIENTS) hash.update(readFileSync(path)).update("\0");
	return `pulumi-${BUILT_VERSION}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 12)}`;
}
