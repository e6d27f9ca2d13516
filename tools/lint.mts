import { runChecks } from "./checks/checks.mts";

/** `npm run lint`: formatting, eslint, types, dependencies and words of everything, without building or running it. */
const failed = await runChecks();
process.exitCode = failed.length === 0 ? 0 : 1;
