import { runJest } from "./tests/jest.mts";

/**
 * `npm run test:unit`: what needs neither a build nor a CLI, in under a minute. It is part of `npm test`, which has
 * everything. Arguments go to jest: `npm run test:unit -- notebook`.
 */
const { passed, failed, skipped } = await runJest(["--selectProjects", "unit", ...process.argv.slice(2)]);
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
