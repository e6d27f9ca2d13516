import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build/root.mts";
import { runJest } from "./tests/jest.mts";

/**
 * `npm run test:coverage`: the lane `unit`, with the coverage of the modules of pure functions that jest.config.cjs lists. A
 * coverage below its thresholds counts as one failure.
 */
const { passed, failed, skipped } = await runJest(["--selectProjects", "unit", "--coverage", ...process.argv.slice(2)]);
process.stdout.write(readFileSync(join(root, "coverage", "table.txt"), "utf8"));
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
