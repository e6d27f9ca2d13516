import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const root = join(__dirname, "..", "..", "..");

/** Settings of whoever runs the tests: they would reach the provider, or another stack than ours. */
const FOREIGN = /^(HW_|OS_|PULUMI_)|^(HTTPS?|ALL|NO)_PROXY$/i;

let environment: NodeJS.ProcessEnv | undefined;

/**
 * The environment to run `pulumi` in: the CLI first on the PATH, nothing of the caller's own settings. `npm test` has
 * found the CLI already; under plain `npx jest` it is looked for once per file.
 */
export function cliEnvironment(): NodeJS.ProcessEnv {
	environment ??= {
		...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
		PATH: process.env.PULUMI_MODELARTS_CLI_READY ? process.env.PATH : findPath(),
		PULUMI_SKIP_UPDATE_CHECK: "1",
		PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
		// Without it the CLI has no --event-log.
		PULUMI_DEBUG_COMMANDS: "true",
	};
	return environment;
}

/** In a process of its own: the tools are native ES modules, which jest does not load. */
function findPath(): string {
	const script = `
		import { findPulumi } from ${JSON.stringify(urlOf("find-pulumi.mts"))};
		import { cliEnvironment } from ${JSON.stringify(urlOf("environment.mts"))};
		process.stdout.write(cliEnvironment(await findPulumi()).PATH);`;
	const node = join(root, "node_modules", ".bin", "node");
	return execFileSync(node, ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script], {
		encoding: "utf8",
	});
}

function urlOf(file: string): string {
	return pathToFileURL(join(root, "tools", "pulumi-cli", file)).href;
}
