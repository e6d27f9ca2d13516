import { runChecks } from "./run-checks";
import { type ExitCode, exitCodes } from "./exit-codes";
import { type CheckResult, formatCheckResults } from "./check-result";
import { readStackConfig } from "./stack-config";
import type { Output } from "./terminal";

export interface DoctorOptions {
	/** The folder of the project. */
	readonly cwd: string;
	readonly stack?: string;
	readonly json?: boolean;
	/** `false`: the stack's config is not read. */
	readonly config: boolean;
}

/** Checks settings, credentials, clock and services, and prints the results. */
export async function runDoctor({ cwd, stack, json, config }: DoctorOptions, output: Output): Promise<ExitCode> {
	const read = config ? await readStackConfig({ folder: cwd, stack }) : { values: {}, problem: "--no-config" };
	const results = [...describeConfig(read), ...(await runChecks({ environment: process.env, config: read.values }))];
	const isOk = results.every(({ verdict }) => verdict !== "failed");
	output.print(json ? JSON.stringify({ ok: isOk, findings: results }, undefined, 2) : formatCheckResults(results));
	return isOk ? exitCodes.ok : exitCodes.unhealthy;
}

function describeConfig({ values, problem }: { values: object; problem?: string }): CheckResult[] {
	if (problem !== undefined)
		return [{ check: "config", verdict: "note", message: `stack config not read: ${problem}` }];
	const keys = Object.keys(values);
	const message =
		keys.length === 0 ? "no huaweicloud: settings in the stack's config" : `stack config has ${keys.join(", ")}`;
	return [{ check: "config", verdict: "ok", message }];
}
