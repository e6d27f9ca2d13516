import { spawnSync } from "node:child_process";

/** Far beyond what any program here takes on any machine: only what hangs takes longer. Milliseconds. */
export const LONGEST_MS = 600_000;

/** A program that a test has run, or runs. */
interface NotedProgram {
	readonly command: string;
	/** What it has printed so far. */
	readonly output: () => string;
}

/** Where tests/support/environment.cjs, which is outside of the test's own global objects, finds them. */
const noted = ((globalThis as { [key: symbol]: unknown })[Symbol.for("programs of this test file")] ??=
	[]) as NotedProgram[];

/** Every program that a test starts is noted here: what it has printed is shown with the failure of the test. */
export function noteProgram(command: readonly string[], output: () => string): void {
	noted.push({ command: command.join(" "), output });
}

/** Runs a program to its end and returns its standard output. An error tells what it has printed. */
export function runProgram(
	command: string,
	args: readonly string[],
	options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
): string {
	const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
		...options,
		encoding: "utf8",
		maxBuffer: Infinity,
		timeout: LONGEST_MS,
	});
	noteProgram([command, ...args], () => `${stdout}${stderr}`);
	if (error) throw new Error(`${command} could not be run: ${error.message}`);
	if (status !== 0) {
		throw new Error(`${[command, ...args].join(" ")} ended with ${signal ?? status}:\n${stdout}${stderr}`);
	}
	return stdout;
}
