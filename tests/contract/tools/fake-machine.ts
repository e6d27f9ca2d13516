import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startProgram } from "../../support/programs";

export const root = join(__dirname, "..", "..", "..");
export const node = join(root, "node_modules", ".bin", "node");

export interface Outcome {
	code: number | null;
	signal: NodeJS.Signals | null;
	stdout: string;
	stderr: string;
}

/**
 * A machine with only those commands that a test adds, with a home and a cache of its own and no network. Its commands
 * are shell scripts; of the system they find /bin/sh alone.
 */
export class FakeMachine {
	readonly directory = mkdtempSync(join(tmpdir(), "fake-machine-"));
	readonly bin = this.folder("bin");
	readonly cache = this.folder("cache");
	/** Node's own fetch on this machine: JavaScript text. */
	fetch = "async () => { throw new Error('no network') }";

	folder(...path: string[]): string {
		const folder = join(this.directory, ...path);
		mkdirSync(folder, { recursive: true });
		return folder;
	}

	/** Adds a command to a folder; `script` is shell text. */
	command(name: string, script: string, folder = this.bin): string {
		const path = join(folder, name);
		writeFileSync(path, `#!/bin/sh\n${script}\n`);
		chmodSync(path, 0o755);
		return path;
	}

	/** A Pulumi CLI of some version, with its language host. */
	pulumi(version: string, folder = this.bin): void {
		this.command("pulumi", `echo v${version}`, folder);
		this.command("pulumi-language-nodejs", "", folder);
	}

	/** A Go whose build takes a second, or until a file exists, and which records each build. */
	go({ succeeds = true, until = "" } = {}): void {
		const wait = until === "" ? "/bin/sleep 1" : `while [ ! -e "${until}" ]; do /bin/sleep 0.1; done`;
		const build = `while [ "$1" != -o ]; do shift; done; ${wait}; echo half > "$2"`;
		this.command(
			"go",
			`echo build >> ${this.directory}/builds; ${build}; ${succeeds ? "" : "echo no module proxy >&2; exit 1"}`,
		);
	}

	builds(): number {
		try {
			return readFileSync(join(this.directory, "builds"), "utf8").trim().split("\n").length;
		} catch {
			return 0;
		}
	}

	get env(): NodeJS.ProcessEnv {
		const fetching = `data:text/javascript,${encodeURIComponent(`globalThis.fetch = ${this.fetch}`)}`;
		return {
			PATH: this.bin,
			HOME: this.directory,
			TMPDIR: this.folder("tmp"),
			PULUMI_MODELARTS_CACHE: this.cache,
			NODE_OPTIONS: `--import=${fetching}`,
		};
	}

	/** Runs JavaScript text on it, where `tools(path)` imports a module of tools/. */
	evaluate(text: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
		return this.beginToEvaluate(text, env).outcome;
	}

	beginToEvaluate(text: string, env: NodeJS.ProcessEnv = {}): Running {
		const tools = `const tools = (path) => import(${JSON.stringify(pathToFileURL(join(root, "tools")).href)} + "/" + path);`;
		return begin(node, ["--input-type=module", "--eval", `${tools}\n${text}`], { ...this.env, ...env });
	}

	remove(): void {
		rmSync(this.directory, { recursive: true, force: true });
	}
}

/** A running command. */
export interface Running {
	readonly outcome: Promise<Outcome>;
	/** Its output so far. */
	readonly stderr: () => string;
}

export function run(command: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<Outcome> {
	return begin(command, args, env, cwd).outcome;
}

export function begin(command: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string): Running {
	const child = startProgram(command, args, { env, cwd });
	let stdout = "";
	let stderr = "";
	child.stdout.on("data", (text: string) => (stdout += text));
	child.stderr.on("data", (text: string) => (stderr += text));
	const outcome = new Promise<Outcome>((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
	});
	return { outcome, stderr: () => stderr };
}
