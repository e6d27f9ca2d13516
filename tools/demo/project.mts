import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { root } from "../build/root.mts";

/** Output and exit code of one `pulumi` command. */
export interface Outcome {
	readonly code: number;
	readonly output: string;
}

/** Runs `pulumi` in a folder of the repository, and shows its output as it comes. */
export function runPulumi(args: string[], env: NodeJS.ProcessEnv, folder = "."): Promise<Outcome> {
	process.stdout.write(`\n$ pulumi ${args.join(" ")}\n`);
	const child = spawn(
		"pulumi",
		[...args, "--cwd", join(root, folder), "--color", process.stdout.isTTY ? "always" : "never"],
		{
			env,
			stdio: ["inherit", "pipe", "pipe"],
		},
	);

	const lines: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on("line", (line) => {
			lines.push(line);
			process.stdout.write(`  ${line}\n`);
		});
	}

	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code) => resolve({ code: code ?? 1, output: lines.join("\n") }));
	});
}
