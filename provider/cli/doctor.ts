import { examine } from "./run-checks";
import { type ExitCode, exitCodes } from "./exit-codes";
import { type Finding, writeFindings } from "./check-result";
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

/** Says what is right and what is wrong between this machine and the cloud. */
export async function runDoctor({ cwd, stack, json, config }: DoctorOptions, output: Output): Promise<ExitCode> {
	const read = config ? await readStackConfig({ folder: cwd, stack }) : { values: {}, problem: "not asked for" };
	const findings = [...describeConfig(read), ...(await examine({ environment: process.env, config: read.values }))];
	const isWell = findings.every(({ verdict }) => verdict !== "failed");
	output.print(json ? JSON.stringify({ ok: isWell, findings }, undefined, 2) : writeFindings(findings));
	return isWell ? exitCodes.fine : exitCodes.unwell;
}

function describeConfig({ values, problem }: { values: object; problem?: string }): Finding[] {
	if (problem !== undefined)
		return [{ check: "config", verdict: "note", message: `stack config not read: ${problem}` }];
	const keys = Object.keys(values);
	const message =
		keys.length === 0 ? "nothing of huaweicloud: in the stack's config" : `stack config has ${keys.join(", ")}`;
	return [{ check: "config", verdict: "ok", message }];
}
