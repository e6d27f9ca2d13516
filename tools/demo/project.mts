import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { root } from "../build/root.mts";

/** What one `pulumi` command said, and how it ended. */
export interface Outcome {
	readonly code: number;
	readonly output: string;
}

/** Runs `pulumi` on the project in the repository's root, and shows what it says as it says it. */
export function runPulumi(args: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
	process.stdout.write(`\n$ pulumi ${args.join(" ")}\n`);
	const child = spawn("pulumi", [...args, "--cwd", root, "--color", process.stdout.isTTY ? "always" : "never"], {
		env,
		stdio: ["inherit", "pipe", "pipe"],
	});

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
