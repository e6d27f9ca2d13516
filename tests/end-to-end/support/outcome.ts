import type { Finished, Running } from "./command";
import { joinLines } from "../../support/join-lines";
import { type Change, readChanges } from "./events";

/** What a command of the CLI came to. */
export interface Outcome extends Finished {
	/** What it did to resources, or would do. */
	readonly changes: readonly Change[];

	/** `update lab`, in order. */
	readonly steps: readonly string[];

	/** Everything it wrote, as one line: long ones are broken to fit a terminal. */
	readonly terminal: string;

	/** What it says at the end, under "Diagnostics", as one line. */
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
	const written = finished.stdout + finished.stderr;
	const diagnostics = joinLines(written.split("\nDiagnostics:")[1] ?? "");
	return { ...finished, changes, steps, terminal: joinLines(written), diagnostics };
}
