import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "../build/root.mts";
import { cliEnvironment } from "../pulumi-cli/environment.mts";
import type { PulumiCli } from "../pulumi-cli/find-pulumi.mts";
import { linkAllowedPrograms, linkCli } from "./allowed-programs.mts";

export interface Count {
	passed: number;
	failed: number;
	skipped: number;
}

/** The used part of jest's --json output. */
interface Summary {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
}

export interface JestOptions {
	/** Tests that need the real CLI find it on their PATH, without a search. */
	readonly cli?: PulumiCli;
	/** Variables besides the caller's. */
	readonly env?: Record<string, string>;
}

/**
 * Runs jest, shows its output on standard error and counts its tests. A file that could not be run is one failure. The
 * PATH has only the allowed programs, the CLI, and the commands of the dependencies.
 */
export async function runJest(args: string[], { cli, env = {} }: JestOptions = {}): Promise<Count> {
	const directory = mkdtempSync(join(tmpdir(), "pulumi-modelarts-jest-"));
	const summary = join(directory, "summary.json");
	const command = [join(root, "node_modules", "jest", "bin", "jest.js"), "--json", "--outputFile", summary, ...args];
	const programs = linkAllowedPrograms(process.env.PATH);
	try {
		const bare = {
			...process.env,
			// Hundreds of Node processes load the same SDK: a third of the time of a program is its compilation.
			NODE_COMPILE_CACHE: join(directory, "compiled"),
			...env,
			PATH: programs.folder,
		};
		const all = cli
			? { ...cliEnvironment(linkCli(cli, programs), bare), PULUMI_MODELARTS_CLI_READY: "1" }
			: { ...bare, PATH: [join(root, "node_modules", ".bin"), programs.folder].join(delimiter) };
		const code = await new Promise<number | null>((resolve) => {
			// With --json jest prints the summary too: that is dropped, it is in the file.
			const child = spawn(process.execPath, command, { cwd: root, env: all, stdio: ["inherit", "ignore", "inherit"] });
			child.on("error", () => resolve(null));
			child.on("close", resolve);
		});
		return countOf(summary, code);
	} finally {
		programs.remove();
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
