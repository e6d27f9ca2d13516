import { createInterface } from "node:readline/promises";
import { UsageError } from "./exit-codes";

/** Asks a question that only `yes` answers with yes. Where nobody can answer, that is an error, not a yes. */
export async function askYes(question: string): Promise<boolean> {
	if (!process.stdin.isTTY) throw new UsageError("Nobody is there to be asked: say --yes as well.");
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		return (await terminal.question(`${question} (yes/no) `)).trim().toLowerCase() === "yes";
	} finally {
		terminal.close();
	}
}
