import { type Properties, InitFailedError } from "../contract";
import { WaitAbortedError } from "../polling/wait-aborted-error";
import { writeDuration } from "../write-duration";

/** An object that exists although the operation on it did not complete. */
export interface Subject {
	readonly id: string;

	/** For messages: `notebook lab-1a2b3c4`. */
	readonly title: string;

	/** Its last observed status: `CREATING`. */
	readonly status: string;

	/** For the state. */
	readonly outputs: Properties;
}

/** Keeps an object in the state, with a message why the operation ended and what resumes it. */
export function keepPartial(error: unknown, subject: Subject, signal: AbortSignal): InitFailedError {
	const { id, title, status, outputs } = subject;
	const next = "It is kept in the state, and the next `pulumi up` resumes it.";
	return new InitFailedError(
		`${title} (${id}) ${explainEnd(error, status, signal, "customTimeouts")} ${next}`,
		id,
		outputs,
	);
}

/** A deletion that did not complete: the engine keeps the object in the state. */
export function explainNotDeleted(
	error: unknown,
	{ id, title, status }: Omit<Subject, "outputs">,
	signal: AbortSignal,
): Error {
	const next = "It is kept in the state, and the next run resumes the deletion.";
	const end = explainEnd(error, status, signal, "customTimeouts.delete");
	return new Error(`${title} (${id}) is not deleted yet: it ${end} ${next}`);
}

/** An object that was deleted outside of Pulumi. */
export function explainNotFound({ id, title }: Pick<Subject, "id" | "title">): Error {
	return new Error(
		`${title} (${id}) does not exist any more; somebody deleted it outside of Pulumi. ` +
			"Run `pulumi refresh` to remove it from the state; the next `pulumi up` then creates a new one.",
	);
}

/** @param option the one that raises the timeout */
function explainEnd(error: unknown, status: string, signal: AbortSignal, option: string): string {
	if (error instanceof WaitAbortedError && error.reason === "timed out") {
		return `timed out after ${writeDuration(error.elapsed)} while ${status} (raise \`${option}\`).`;
	}

	if (signal.aborted) return `was ${status} when this run was interrupted.`;
	const reason = error instanceof Error ? error.message : String(error);
	return `is ${status}, but this run could not continue: ${reason}${/[.!?]$/.test(reason) ? "" : "."}`;
}
