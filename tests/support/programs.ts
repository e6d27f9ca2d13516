import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import type { Readable, Writable } from "node:stream";

/** Far more than any program needs on any machine: only a hanging one takes longer. Milliseconds. */
export const LONGEST_MS = 600_000;

/** A program of a test, running or ended. Tests start programs by the functions of this file alone. */
interface NotedProgram {
	readonly command: string;
	/** Its output so far. */
	readonly output: () => string;
}

/**
 * Programs started here, for tests/support/environment.cjs: the output of a program is shown with the failure of the
 * test. That file, which is outside of the test's own global objects, finds it by this name.
 */
const noted = ((globalThis as { [key: symbol]: unknown })[Symbol.for("programs of this test file")] ??=
	[]) as NotedProgram[];

export interface ProgramOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Text, or a file descriptor; none by default. */
	readonly stdin?: string | number;
	/** In a process group of its own. */
	readonly detached?: boolean;
}

/** Starts a program. Both of its output streams are pipes. */
export function startProgram(
	command: string,
	args: readonly string[],
	{ stdin, ...options }: ProgramOptions = {},
): ChildProcessByStdio<Writable | null, Readable, Readable> {
	const input = typeof stdin === "string" ? "pipe" : (stdin ?? "ignore");
	const child = spawn(command, args, { ...options, stdio: [input, "pipe", "pipe"] }) as ChildProcessByStdio<
		Writable | null,
		Readable,
		Readable
	>;
	if (typeof stdin === "string") child.stdin?.end(stdin);
	let printed = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
	}
	noted.push({ command: [command, ...args].join(" "), output: () => printed });
	return child;
}

/** Runs a program to its end and returns its standard output. An error has the program's output. */
export function runProgram(
	command: string,
	args: readonly string[],
	{ stdin, ...options }: ProgramOptions & { readonly stdin?: string } = {},
): string {
	const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
		...options,
		input: stdin,
		encoding: "utf8",
		maxBuffer: Infinity,
		timeout: LONGEST_MS,
	});
	const line = [command, ...args].join(" ");
	if (error) throw new Error(`${line} could not be run: ${error.message}`);
	if (status !== 0) throw new Error(`${line} ended with ${signal ?? status}:\n${stdout}${stderr}`);
	noted.push({ command: line, output: () => `${stdout}${stderr}` });
	return stdout;
}
