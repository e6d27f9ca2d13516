import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { UsageError } from "./exit-codes";

/** Where the answer is read from, and where the question is written to. */
export interface Streams {
	readonly input: Readable & { readonly isTTY?: boolean };
	readonly output: Writable;
}

/**
 * Asks for a confirmation: only the answer `yes` confirms, and the end of the input (Ctrl-D, Ctrl-C) does not. Without a
 * terminal to ask at, it throws.
 */
export async function confirm(
	question: string,
	{ input, output }: Streams = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
	if (!input.isTTY) throw new UsageError("Standard input is not a terminal: pass --yes to confirm.");
	const terminal = createInterface({ input, output });
	output.write(`${question} (yes/no) `);
	const lines = once(terminal, "line") as Promise<[string]>;
	const [answer] = await Promise.race([lines, once(terminal, "close").then(() => [""])]);
	terminal.close();
	return answer?.trim().toLowerCase() === "yes";
}
