import { type Properties, InitFailedError } from "../contract";
import { WaitAbortedError } from "../polling/wait-aborted-error";

/** An object that exists although the work on it did not come to its end. */
export interface Subject {
	readonly id: string;

	/** For messages: `notebook lab-1a2b3c4`. */
	readonly title: string;

	/** What the service last said of it: `CREATING`. */
	readonly status: string;

	/** What goes into the state. */
	readonly outputs: Properties;
}

/** Keeps an object in the state, and says why the work on it ended and how it goes on. */
export function keepPartial(error: unknown, subject: Subject, signal: AbortSignal): InitFailedError {
	const { id, title, status, outputs } = subject;
	const next = "It is kept in the state, and the next `pulumi up` goes on with it.";
	return new InitFailedError(`${title} (${id}) ${explainEnd(error, status, signal)} ${next}`, id, outputs);
}

/** A deletion that did not come to its end: the object stays in the state, as the engine does by itself. */
export function explainNotDeleted(
	error: unknown,
	{ id, title, status }: Omit<Subject, "outputs">,
	signal: AbortSignal,
): Error {
	const next = "It stays in the state, and the next run goes on deleting it.";
	return new Error(`${title} (${id}) is not deleted yet: it ${explainEnd(error, status, signal)} ${next}`);
}

/** An object that is gone although nobody asked us to delete it. */
export function explainNotFound({ id, title }: Pick<Subject, "id" | "title">): Error {
	return new Error(
		`${title} (${id}) does not exist any more; somebody deleted it outside of Pulumi. ` +
			"Run `pulumi refresh` to take note of that; the next `pulumi up` then makes a new one.",
	);
}

function explainEnd(error: unknown, status: string, signal: AbortSignal): string {
	if (error instanceof WaitAbortedError && error.reason === "timed out") {
		return `is still ${status} after ${writeDuration(error.elapsed)}, when the time-out ran out (option \`customTimeouts\`).`;
	}

	if (signal.aborted) return `was ${status} when this run was interrupted.`;
	return `is ${status}, but this run could not go on: ${error instanceof Error ? error.message : String(error)}`;
}

/** `45 s`, `12 min`. */
export function writeDuration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}
