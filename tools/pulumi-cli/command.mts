import { spawn } from "node:child_process";

export interface Outcome {
	code: number | undefined;
	/** Its standard output. */
	output: string;
}

/** Runs a query command: no input, no output shown, killed at the timeout. */
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
