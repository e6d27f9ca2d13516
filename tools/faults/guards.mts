import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Guards from "../../tests/faults/guards/guards.ts";
import type { Guard } from "../../tests/faults/guards/guards.ts";
import { root } from "../build/root.mts";
import { loadTypeScript } from "./load-typescript.mts";

/** What the tests need of the repository. */
const PARTS = ["provider", "simulator", "tests", "tools", "package.json", "jest.config.cjs", "tsconfig.json"];

/** The files that a copy has not, as they are large or made by others. */
const LEFT_OUT = /[\\/](node_modules|dist)$/;

/** Takes out each guard once, in a copy of the repository: its tests have to fail, and pass with it. True: all do. */
export function checkGuards(): boolean {
	const { guards } = loadTypeScript<typeof Guards>(join(root, "tests", "faults", "guards", "guards.ts"));
	const copy = mkdtempSync(join(tmpdir(), "pulumi-modelarts-guards-"));
	try {
		for (const part of PARTS) {
			cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !LEFT_OUT.test(path) });
		}
		symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
		const before = runTests(copy, [...new Set(guards.flatMap(({ tests = [] }) => tests))]);
		if (before || simulate(copy)) {
			process.stdout.write(`With all guards as well: ${before ?? "the simulation"} fails\n`);
			return false;
		}
		const seen = guards.filter((guard) => isSeen(guard, copy));
		process.stdout.write(`${seen.length} of ${guards.length} guards are seen when they are missing\n`);
		return seen.length === guards.length;
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

function isSeen({ name, file, code, without, tests }: Guard, copy: string): boolean {
	const path = join(copy, "provider", file);
	const whole = readFileSync(path, "utf8");
	writeFileSync(
		path,
		whole.replace(code, () => without),
	);
	try {
		const failure = tests ? runTests(copy, tests) : simulate(copy);
		process.stdout.write(`${name}: ${failure ?? "NOT SEEN"}\n`);
		return failure !== undefined;
	} finally {
		writeFileSync(path, whole);
	}
}

/** The used part of jest's --json output. */
interface Summary {
	readonly numFailedTests: number;
	readonly testResults: readonly {
		readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
	}[];
}

/** What fails; a file that does not load is no test that fails. */
function runTests(copy: string, tests: readonly string[]): string | undefined {
	const report = join(copy, "report.json");
	const jest = join(root, "node_modules", "jest", "bin", "jest.js");
	const args = [
		jest,
		"--rootDir",
		copy,
		"--forceExit",
		"--json",
		"--outputFile",
		report,
		...tests.map((test) => `tests/${test}`),
	];
	spawnSync(process.execPath, args, { cwd: copy, stdio: "ignore" });
	const { numFailedTests: failed, testResults } = JSON.parse(readFileSync(report, "utf8")) as Summary;
	const results = testResults.flatMap(({ assertionResults }) => assertionResults);
	const first = results.find(({ status }) => status === "failed");
	return first && `${failed} tests, such as "${first.fullName}"`;
}

/** What fails in a short simulation of crashes. */
function simulate(copy: string): string | undefined {
	const command = ["--disable-warning=ExperimentalWarning", join(copy, "tools", "simulate.mts")];
	const options = ["--only", "crash", "--histories", "200", "--seed", "1", "--keep-going"];
	const { status, stdout } = spawnSync(process.execPath, [...command, ...options], { cwd: copy, encoding: "utf8" });
	return status === 0 ? undefined : `simulated histories, ${stdout.trim().split("\n").at(-1)}`;
}
