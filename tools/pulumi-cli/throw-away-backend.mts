import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cliEnvironment } from "./environment.mts";
import type { PulumiCli } from "./find-pulumi.mts";

export interface ThrowAwayBackend {
	/** A temporary folder; the state is in it, and there is room for more. */
	directory: string;
	/** Run `pulumi` in this. */
	env: NodeJS.ProcessEnv;
	remove(): void;
}

/**
 * A backend in a temporary folder, with a Pulumi home of its own, so that neither the user's login nor the user's
 * stacks are touched. Ask `findPulumi` first: what it has downloaded is in the user's Pulumi home.
 *
 * @example
 * ```ts
 * const backend = createThrowAwayBackend(await findPulumi());
 * spawnSync("pulumi", ["stack", "init", "demo", "--cwd", project], { env: backend.env, stdio: "inherit" });
 * backend.remove();
 * ```
 */
export function createThrowAwayBackend(cli: PulumiCli, env: NodeJS.ProcessEnv = process.env): ThrowAwayBackend {
	const directory = mkdtempSync(join(tmpdir(), "pulumi-modelarts-"));
	const state = join(directory, "state");
	mkdirSync(state);
	// A login, a stack or a passphrase file of the user's would win over ours.
	const { PULUMI_ACCESS_TOKEN, PULUMI_STACK, PULUMI_CONFIG_PASSPHRASE_FILE, ...others } = env;
	void [PULUMI_ACCESS_TOKEN, PULUMI_STACK, PULUMI_CONFIG_PASSPHRASE_FILE];
	return {
		directory,
		env: {
			...cliEnvironment(cli, others),
			PULUMI_BACKEND_URL: pathToFileURL(state).href,
			PULUMI_HOME: join(directory, "home"),
			PULUMI_CONFIG_PASSPHRASE: "throw-away",
		},
		remove: () => rmSync(directory, { recursive: true, force: true }),
	};
}
