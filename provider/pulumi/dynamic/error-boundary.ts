import { type Properties, InitFailedError } from "../../lifecycle/contract";
import { sanitizeProperties, sanitizeText } from "./sanitize";
import { waitUntilShown } from "./engine-log";
import { wrapText } from "./wrap-text";

/** Maximum length. Messages travel as a header: one that is too long loses the whole response, the id too. */
const MAX_LENGTH = 4000;

/** The error that the dynamic provider turns into "the resource exists, but its initialization failed". */
interface ResourceInitError extends Error {
	id: string;
	properties: Properties;
	/** The CLI prints these. */
	reasons: string[];
}

/**
 * The error boundary of every call.
 *
 * For any error of a handler, the engine gets an `Error` with a message and nothing else: no stack of ours on the
 * terminal, no headers, no fields that gRPC would take for its own. A partially created object keeps its id, and its
 * properties get what the dynamic provider does not add: `__provider`, and JSON only, as any other value would leave the
 * call without a response and `pulumi up` waiting for ever.
 */
export async function withErrorBoundary<Result>(
	providerText: unknown,
	operation: () => Promise<Result> | Result,
): Promise<Result> {
	try {
		return await operation();
	} catch (error) {
		throw error instanceof InitFailedError ? toResourceInitError(error, providerText) : toPlainError(error);
	} finally {
		await waitUntilShown();
	}
}

function toResourceInitError({ id, outputs, message }: InitFailedError, providerText: unknown): ResourceInitError {
	const properties = sanitizeProperties({ ...outputs, __provider: providerText });
	const error = toPlainError(message);
	return Object.assign(error, { id, properties, reasons: [error.message] });
}

/** An error that holds a message and nothing else. */
export function toPlainError(error: unknown): Error {
	const isBug = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
	const message = readMessage(error);
	const plain = new Error(
		wrapText(isBug ? `A bug in pulumi-modelarts itself, please report it: ${message} (${findSource(error)})` : message),
	);
	// Where a check, diff, read or delete fails, the dynamic provider prints `${error}: ${error.stack}` besides what the
	// engine shows at the resource: without this, the same sentence three times.
	plain.stack = "the error is shown at the resource";
	return Object.defineProperty(plain, "toString", { value: () => "Error" });
}

/** The message in a form that can be sent: half a character would leave the call without a response. */
function readMessage(error: unknown): string {
	let message: string;
	try {
		message = String(error instanceof Error ? error.message : error);
	} catch {
		return "the thrown value cannot be shown";
	}
	return sanitizeText(message.length > MAX_LENGTH ? `${message.slice(0, MAX_LENGTH)}…` : message);
}

/** The first line of the stack: enough for a report. */
function findSource(error: Error): string {
	return /\n\s+at (.*)/.exec(error.stack ?? "")?.[1]?.replace(/\(.*[\\/]/, "(") ?? "unknown source";
}
