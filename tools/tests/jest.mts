import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../build/root.mts";

export interface Count {
	passed: number;
	failed: number;
	skipped: number;
}

/** The part of what jest writes with --json that matters here. */
interface Summary {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
}

/** Runs jest, shows what it says on standard error and counts its tests. A file that could not be run is one failure. */
export async function runJest(args: string[], env: NodeJS.ProcessEnv): Promise<Count> {
	const directory = mkdtempSync(join(tmpdir(), "pulumi-modelarts-jest-"));
	const summary = join(directory, "summary.json");
	const command = [join(root, "node_modules", "jest", "bin", "jest.js"), "--json", "--outputFile", summary, ...args];
	try {
		const code = await new Promise<number | null>((resolve) => {
			// With --json jest prints the summary too: that goes nowhere, it is in the file.
			const child = spawn(process.execPath, command, { cwd: root, env, stdio: ["inherit", "ignore", "inherit"] });
			child.on("error", () => resolve(null));
			child.on("close", resolve);
		});
		return countOf(summary, code);
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

function countOf(path: string, code: number | null): Count {
	let summary: Summary;
	try {
		summary = JSON.parse(readFileSync(path, "utf8")) as Summary;
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const failed = summary.numFailedTests + summary.numRuntimeErrorTestSuites;
	return {
		passed: summary.numPassedTests,
		// Jest may fail without a failed test, over a coverage threshold for one.
		failed: failed === 0 && code !== 0 ? 1 : failed,
		skipped: summary.numPendingTests + summary.numTodoTests,
	};
}
