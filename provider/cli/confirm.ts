import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { UsageError } from "./exit-codes";

/** Who is asked: where answers come from, and where the question goes. */
export interface Asked {
	readonly input: Readable & { readonly isTTY?: boolean };
	readonly output: Writable;
}

/**
 * Asks a question that only `yes` answers with yes; the end of the input (Ctrl-D, Ctrl-C) is a no. Where nobody can
 * answer, that is an error, not a yes.
 */
export async function askYes(
	question: string,
	{ input, output }: Asked = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
	if (!input.isTTY) throw new UsageError("Nobody is there to be asked: say --yes as well.");
	const terminal = createInterface({ input, output });
	output.write(`${question} (yes/no) `);
	const lines = once(terminal, "line") as Promise<[string]>;
	const [answer] = await Promise.race([lines, once(terminal, "close").then(() => [""])]);
	terminal.close();
	return answer?.trim().toLowerCase() === "yes";
}
