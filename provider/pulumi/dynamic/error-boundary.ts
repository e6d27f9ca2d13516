import { type Properties, InitFailedError } from "../../lifecycle/contract";
import { sanitizeProperties, sanitizeText } from "./sanitize";
import { waitUntilShown } from "./engine-log";
import { wrapText } from "./wrap-text";

/** Messages travel as a header, for which there is not room without end: longer ones lose the whole answer, the id too. */
const LONGEST = 4000;

/** The error that the dynamic provider turns into "the object exists, but is not finished". */
interface HalfCreated extends Error {
	id: string;
	properties: Properties;
	/** All that the CLI prints. */
	reasons: string[];
}

/**
 * The one door out for errors.
 *
 * Whatever a handler throws, the engine gets an `Error` with a message and nothing else: no stack of ours on the
 * terminal, no headers, no fields that gRPC would take for its own. A half-created object keeps its id, and its
 * properties get what the dynamic provider does not add: `__provider`, and JSON only, as anything else would leave the
 * call without an answer and `pulumi up` waiting for ever.
 */
export async function withErrorBoundary<Result>(
	providerText: unknown,
	work: () => Promise<Result> | Result,
): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		throw error instanceof InitFailedError ? toHalfCreated(error, providerText) : toPlainError(error);
	} finally {
		await waitUntilShown();
	}
}

function toHalfCreated({ id, outputs, message }: InitFailedError, providerText: unknown): HalfCreated {
	const properties = sanitizeProperties({ ...outputs, __provider: providerText });
	const error = toPlainError(message);
	return Object.assign(error, { id, properties, reasons: [error.message] });
}

function toPlainError(error: unknown): Error {
	const isMistake = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
	const said = readMessage(error);
	const plain = new Error(
		wrapText(
			isMistake ? `A mistake in pulumi-modelarts itself, please report it: ${said} (${findPlace(error)})` : said,
		),
	);
	// Where a check, diff, read or delete fails, the dynamic provider prints `${error}: ${error.stack}` besides what the
	// engine shows at the resource: the same sentence three times, if this were not short.
	plain.stack = "what went wrong is shown at the resource";
	return Object.defineProperty(plain, "toString", { value: () => "Error" });
}

/** What was said, such that it can be sent: half a character would leave the call without an answer. */
function readMessage(error: unknown): string {
	let said: string;
	try {
		said = String(error instanceof Error ? error.message : error);
	} catch {
		return "something that cannot be shown was thrown";
	}
	return sanitizeText(said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said);
}

/** The first line of the stack: enough for a report. */
function findPlace(error: Error): string {
	return /\n\s+at (.*)/.exec(error.stack ?? "")?.[1]?.replace(/\(.*[\\/]/, "(") ?? "unknown place";
}
