import { build } from "./build.mts";
import { checks, runChecks } from "./checks/checks.mts";
import { findPulumi, type PulumiCli } from "./pulumi-cli/find-pulumi.mts";
import { type Count, runJest } from "./tests/jest.mts";

/**
 * `npm test`: everything, from a fresh clone: format, lint, types, dependencies, the build, a Pulumi CLI, and all of tests/.
 * `npm test -- notebook` hands its arguments to jest and leaves out the checks. The last line is
 * `N passed, N failed`, with `, N skipped` if there are any; each check, the build and the CLI count as one test.
 */
const args = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0, skipped: 0 };

if (args.length === 0) {
	const failed = await runChecks();
	add({ passed: checks.length - failed.length, failed: failed.length, skipped: 0 });
}

let cli: PulumiCli | undefined;
await step(build);
await step(async () => {
	cli = await findPulumi();
	process.stderr.write(`Pulumi ${cli.version} (${cli.origin}: ${cli.directory})\n`);
});

const tests = await runJest(args, { cli });
add(tests);
const ranNothing = tests.passed + tests.failed === 0;
if (ranNothing) process.stderr.write("No test was run.\n");

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 || ranNothing ? 1 : 0;

/** What comes before the tests is a test itself: without it some would fail for a reason they do not show. */
async function step(work: () => Promise<void>): Promise<void> {
	try {
		await work();
		add({ passed: 1, failed: 0, skipped: 0 });
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		add({ passed: 0, failed: 1, skipped: 0 });
	}
}

function add(count: Count): void {
	total.passed += count.passed;
	total.failed += count.failed;
	total.skipped += count.skipped;
}
