import type { Finished, Running } from "./command";
import { joinLines } from "../../support/join-lines";
import { type Change, readChanges } from "./events";

/** The result of a command of the CLI. */
export interface Outcome extends Finished {
	/** Its steps on resources, or those of the preview. */
	readonly changes: readonly Change[];

	/** `update lab`, in order. */
	readonly steps: readonly string[];

	/** All its output, as one line: long ones are broken to fit a terminal. */
	readonly terminal: string;

	/** Its "Diagnostics" at the end, as one line. */
	readonly diagnostics: string;
}

/** A running command that works on resources. */
export interface RunningCommand extends Running {
	readonly outcome: Promise<Outcome>;
}

/** Adds the engine's own log of the run. */
export function describeOutcome(finished: Finished, eventLog: string): Outcome {
	const changes = readChanges(eventLog);
	const steps = changes.map(({ op, name }) => `${op} ${name}`);
	const written = finished.stdout + finished.stderr;
	const diagnostics = joinLines(written.split("\nDiagnostics:")[1] ?? "");
	return { ...finished, changes, steps, terminal: joinLines(written), diagnostics };
}
