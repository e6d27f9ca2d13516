import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KillCount } from "../../tests/faults/support/kill-counts.ts";
import { root } from "../build/root.mts";
import { findPulumi } from "../pulumi-cli/find-pulumi.mts";
import { runJest } from "../tests/jest.mts";

/** Files that have more in their full form than in `npm test`, or are run in it alone; and those of the lane `faults`. */
function listFiles(): string[] {
	const tests = join(root, "tests");
	const files = readdirSync(tests, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".test.ts"));
	return files.filter(
		(file) =>
			/^faults\b|\.full\.test\.ts$/.test(file) || readFileSync(join(tests, file), "utf8").includes('support/full"'),
	);
}

/** Runs them, prints the results of kills, and returns whether all succeeded. */
export async function runFullTests(): Promise<boolean> {
	const directory = mkdtempSync(join(tmpdir(), "pulumi-modelarts-faults-"));
	const counts = join(directory, "counts");
	try {
		const cli = await findPulumi();
		const files = listFiles().map((file) => join("tests", file));
		const { passed, failed } = await runJest(["--runTestsByPath", ...files], {
			cli,
			env: { FAULTS: "full", FAULTS_COUNTS: counts },
		});
		process.stdout.write(`\n${writeKills(counts)}\n${passed} tests in full form passed, ${failed} failed\n`);
		return failed === 0 && passed > 0;
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

/** One line for each killed run. */
function writeKills(file: string): string {
	const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").sort() : [];
	const rows = lines.map((line) => {
		const { run, cases, ...results } = JSON.parse(line) as KillCount;
		const failed = cases - Object.values(results).reduce((sum, count) => sum + count, 0);
		const found = Object.entries({ ...results, failed });
		return `killed in a ${run}: ${cases} cases, ${found.map(([result, count]) => `${count} ${result}`).join(", ")}`;
	});
	return rows.join("\n");
}
