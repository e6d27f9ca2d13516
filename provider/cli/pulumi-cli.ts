import { execFile } from "node:child_process";

/** The CLI is missing, or failed. The message holds its standard error, never its standard output. */
export class PulumiError extends Error {
	override name = "PulumiError";
}

export interface PulumiOptions {
	/** The folder of the project. */
	readonly folder: string;

	/** @default the selected stack */
	readonly stack?: string;
}

/** Maximum output, bytes: enough for the state of some ten thousand resources. */
const MAX_OUTPUT = 512 * 1024 * 1024;

/** Runs a command of the Pulumi CLI; returns its standard output. */
export function runPulumi(command: readonly string[], { folder, stack }: PulumiOptions): Promise<string> {
	const args = [...command, ...(stack === undefined ? [] : ["--stack", stack]), "--non-interactive"];
	return new Promise((resolve, reject) => {
		const options = { cwd: folder, maxBuffer: MAX_OUTPUT, env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" } };
		execFile("pulumi", args, options, (error, stdout, stderr) => {
			if (!error) resolve(stdout);
			else reject(new PulumiError(explainFailure(command.join(" "), error, stderr)));
		});
	});
}

function explainFailure(command: string, error: Error & { code?: unknown }, stderr: string): string {
	if (error.code === "ENOENT") return "the Pulumi CLI is not on the PATH";
	const stderrText = stderr
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "")
		.slice(0, 3)
		.join(" ");
	return `\`pulumi ${command}\` failed: ${stderrText.replace(/^error: /, "") || `exit code ${String(error.code)}`}`;
}
