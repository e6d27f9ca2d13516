import { execFile } from "node:child_process";

/** The CLI is not there, or said no. Holds what it wrote to standard error, never what it wrote to standard output. */
export class PulumiError extends Error {
	override name = "PulumiError";
}

export interface PulumiOptions {
	/** The folder of the project. */
	readonly folder: string;

	/** @default the selected stack */
	readonly stack?: string;
}

/** Large enough for the state of some ten thousand resources, bytes. */
const MOST_OUTPUT = 512 * 1024 * 1024;

/** What a command of the Pulumi CLI writes to standard output. */
export function runPulumi(command: readonly string[], { folder, stack }: PulumiOptions): Promise<string> {
	const args = [...command, ...(stack === undefined ? [] : ["--stack", stack]), "--non-interactive"];
	return new Promise((resolve, reject) => {
		const options = { cwd: folder, maxBuffer: MOST_OUTPUT, env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" } };
		execFile("pulumi", args, options, (error, stdout, stderr) => {
			if (!error) resolve(stdout);
			else reject(new PulumiError(explainFailure(command.join(" "), error, stderr)));
		});
	});
}

function explainFailure(command: string, error: Error & { code?: unknown }, stderr: string): string {
	if (error.code === "ENOENT") return "the Pulumi CLI is not on the PATH";
	const said = stderr
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "")
		.slice(0, 3)
		.join(" ");
	return `\`pulumi ${command}\` failed: ${said.replace(/^error: /, "") || `exit code ${String(error.code)}`}`;
}
