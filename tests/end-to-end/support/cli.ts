import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runProgram } from "../../support/programs";
import { quickStart } from "../../support/quick-start";

export const root = join(__dirname, "..", "..", "..");
const node = join(root, "node_modules", ".bin", "node");

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
		...quickStart(),
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
	return evaluateFinder("s3-server/find-s3-server.mts", "findS3Server");
}

/** The folder of the language host for YAML; undefined where the CLI has none, and there is no Go to build it. */
export function findYamlHost(): string | undefined {
	return evaluateFinder("languages/commands.mts", "findYamlHost");
}

/** The command that writes SDKs; undefined where there is no Go to build it. */
export function findSdkWriter(): string | undefined {
	return evaluateFinder("languages/commands.mts", "findSdkWriter");
}

/** A virtual environment of Python with Pulumi's SDK; undefined where there is no Python, or nowhere to get it from. */
export function findPythonEnvironment(): string | undefined {
	return evaluateFinder("languages/python.mts", "findPythonEnvironment");
}

/** What a function of tools/ finds, which is a path or nothing. */
function evaluateFinder(file: string, name: string): string | undefined {
	const path = evaluateTool(`
		import { ${name} } from ${JSON.stringify(urlOf(file))};
		process.stdout.write((await ${name}()) ?? "");`);
	return path === "" ? undefined : path;
}

/** `npm run sdks` into a folder. */
export function writeSdks(folder: string): void {
	runProgram(node, ["--disable-warning=ExperimentalWarning", join(root, "tools", "sdks.mts"), folder]);
}

/** In a process of its own: the tools are native ES modules, which jest does not load. */
function evaluateTool(script: string): string {
	return runProgram(node, ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script]);
}

function urlOf(file: string): string {
	return pathToFileURL(join(root, "tools", file)).href;
}
