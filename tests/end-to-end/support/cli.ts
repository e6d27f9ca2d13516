import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runProgram } from "../../support/programs";

export const root = join(__dirname, "..", "..", "..");

/** Settings of the user who runs the tests: they would reach the provider, or another stack than ours. */
const FOREIGN = /^(HW_|OS_|PULUMI_)|^(HTTPS?|ALL|NO)_PROXY$/i;

let environment: NodeJS.ProcessEnv | undefined;

/**
 * The environment for `pulumi`: the CLI first on the PATH, none of the caller's own settings. `npm test` has found the
 * CLI already; under plain `npx jest` it is searched for once per file.
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

function findPath(): string {
	return evaluateTool(`
		import { findPulumi } from ${JSON.stringify(urlOf("pulumi-cli/find-pulumi.mts"))};
		import { cliEnvironment } from ${JSON.stringify(urlOf("pulumi-cli/environment.mts"))};
		process.stdout.write(cliEnvironment(await findPulumi()).PATH);`);
}

/** The S3 server for the state; undefined without a server and without a Go to build it. */
export function findS3Server(): string | undefined {
	const path = evaluateTool(`
		import { findS3Server } from ${JSON.stringify(urlOf("s3-server/find-s3-server.mts"))};
		process.stdout.write((await findS3Server()) ?? "");`);
	return path === "" ? undefined : path;
}

/** The folder of the language host for YAML; undefined where the CLI has none, and there is no Go to build it. */
export function findYamlHost(): string | undefined {
	const path = evaluateTool(`
		import { findYamlHost } from ${JSON.stringify(urlOf("languages/commands.mts"))};
		process.stdout.write((await findYamlHost()) ?? "");`);
	return path === "" ? undefined : path;
}

/** In a process of its own: the tools are native ES modules, which jest does not load. */
function evaluateTool(script: string): string {
	const node = join(root, "node_modules", ".bin", "node");
	return runProgram(node, ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script]);
}

function urlOf(file: string): string {
	return pathToFileURL(join(root, "tools", file)).href;
}
