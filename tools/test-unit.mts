import { runJest } from "./tests/jest.mts";

/**
 * `npm run test:unit`: what needs neither a build nor a CLI, in under a minute. It is part of `npm test`, which has
 * everything. Arguments go to jest: `npm run test:unit -- notebook`.
 */
const NEEDS_MORE = [
	"tests/(end-to-end|contract|package|tools|faults|bench)/",
	"tests/engine/young-generation",
	"tests/simulator/command",
	"tests/recovery/kept-states",
	// These compile every example, and write every page.
	"tests/docs/(examples|generated-pages)",
];

const { passed, failed, skipped } = await runJest([
	...process.argv.slice(2),
	"--testPathIgnorePatterns",
	...NEEDS_MORE,
]);
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
