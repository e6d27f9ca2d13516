import { spawn } from "node:child_process";

export interface Outcome {
	code: number | undefined;
	/** What it wrote to standard output. */
	output: string;
}

/** Runs a command that answers a question: no input, nothing shown, killed when it takes too long. */
export function ask(command: string, args: string[], env: NodeJS.ProcessEnv, timeoutMs: number): Promise<Outcome> {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			env,
			stdio: ["ignore", "pipe", "ignore"],
			timeout: timeoutMs,
			killSignal: "SIGKILL",
		});
		let output = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
		child.on("error", () => resolve({ code: undefined, output }));
		child.on("close", (code) => resolve({ code: code ?? undefined, output }));
	});
}
