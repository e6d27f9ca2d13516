import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheDirectory } from "../go/cache.mts";
import { ask } from "../pulumi-cli/command.mts";
import { withLock } from "../start/lock.mjs";

const REQUIREMENTS = join(import.meta.dirname, "python", "requirements.txt");
const INSTALL_MS = 8 * 60_000;

/** Prints where the interpreter really is, as the one on the PATH may be a link in a folder that goes; then its version. */
const DESCRIBE = `
import os, platform, sys
if sys.version_info < (3, 10): sys.exit(1)
print(os.path.realpath(sys.executable), platform.python_version(), sep="\\n")`;

/**
 * A virtual environment of Python with the Pulumi SDK, and with what installs ours: made once from requirements.txt, and
 * kept for all clones. Returns nothing, and says why, where there is no Python 3.10 with `venv`, or no package index.
 */
export async function findPythonEnvironment(
	env: NodeJS.ProcessEnv = process.env,
	say: (text: string) => void = (text) => process.stderr.write(`${text}\n`),
): Promise<string | undefined> {
	const { code, output } = await ask("python3", ["-c", DESCRIBE], env, 20_000);
	if (code !== 0) return undefined;
	const [python = "", version = ""] = output.trim().split("\n");

	const hash = createHash("sha256").update(python).update(version).update(readFileSync(REQUIREMENTS)).digest("hex");
	const cache = cacheDirectory(env);
	const directory = join(cache, `python-${process.platform}-${process.arch}-${hash.slice(0, 12)}`);
	if (existsSync(directory)) return directory;
	mkdirSync(cache, { recursive: true });
	const waiting = (seconds: number) => say(`another process installs Pulumi's SDK for Python, waiting (${seconds} s)`);
	await withLock(
		`${directory}.lock`,
		async () => {
			if (!existsSync(directory)) await make(python, directory, env, say);
		},
		waiting,
	);
	return existsSync(directory) ? directory : undefined;
}

/** Made beside, and renamed when complete: its interpreter works at any place. */
async function make(
	python: string,
	directory: string,
	env: NodeJS.ProcessEnv,
	say: (text: string) => void,
): Promise<void> {
	const unfinished = `${directory}.unfinished`;
	rmSync(unfinished, { recursive: true, force: true });
	say("installing Pulumi's SDK for Python into the cache; this takes half a minute, once");
	const install = ["-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--requirement", REQUIREMENTS];
	const steps = [
		[python, "-m", "venv", unfinished],
		[join(unfinished, "bin", "python"), ...install],
	] as const;
	for (const [command, ...args] of steps) {
		const { code, output } = await ask(command, args, env, INSTALL_MS);
		if (code === 0) continue;
		rmSync(unfinished, { recursive: true, force: true });
		return say(`${[command, ...args].join(" ")} failed: ${output.trim()}`);
	}
	renameSync(unfinished, directory);
}
