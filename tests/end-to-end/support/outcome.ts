import type { Finished, Running } from "./command";
import { type Change, readChanges } from "./events";

/** What a command of the CLI came to. */
export interface Outcome extends Finished {
	/** What it did to resources, or would do. */
	readonly changes: readonly Change[];

	/** `update lab`, in order. */
	readonly steps: readonly string[];

	/** Everything it wrote. */
	readonly terminal: string;

	/** What it says at the end, under "Diagnostics". */
	readonly diagnostics: string;
}

/** A command that works on resources, and runs. */
export interface RunningCommand extends Running {
	readonly outcome: Promise<Outcome>;
}

/** Adds what the engine itself says of the run. */
export function describeOutcome(finished: Finished, eventLog: string): Outcome {
	const changes = readChanges(eventLog);
	const steps = changes.map(({ op, name }) => `${op} ${name}`);
	const terminal = finished.stdout + finished.stderr;
	return { ...finished, changes, steps, terminal, diagnostics: terminal.split("\nDiagnostics:")[1] ?? "" };
}
