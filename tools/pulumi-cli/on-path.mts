import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { cacheDirectory } from "../go/cache.mts";
import { ask } from "./command.mts";
import { foldersWith, isExecutable } from "./executables.mts";
import type { PulumiCli } from "./find-pulumi.mts";
import { BUILT_VERSION, isNewEnough, OLDEST_VERSION, parseVersion } from "./version.mts";

const HOST = "pulumi-language-nodejs";

/**
 * The first `pulumi` of the caller's PATH that is new enough and can run Node programs. Says aloud why one is passed
 * over, since its owner would wonder.
 */
export async function findOnPath(env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<PulumiCli | undefined> {
	for (const directory of foldersWith("pulumi", env.PATH)) {
		const command = join(directory, "pulumi");
		if (isShim(command)) continue;
		const version = await versionOf(command, env);
		if (!version) say(`${command} does not say its version: not used.`);
		else if (!isNewEnough(version))
			say(`${command} is ${version}, older than ${OLDEST_VERSION} or another major: not used.`);
		else if (!hasLanguageHost(command, env)) say(`${command} has no ${HOST} beside it or on the PATH: not used.`);
		else return { directory, version, origin: isOurs(command, env) ? "built" : "path" };
	}
	return undefined;
}

export async function versionOf(command: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
	const { code, output } = await ask(command, ["version"], { ...env, PULUMI_SKIP_UPDATE_CHECK: "1" }, 20_000);
	return code === 0 ? parseVersion(output) : undefined;
}

/** The npm package `pulumi` puts a command into node_modules/.bin that downloads the real one; that is the next step. */
function isShim(command: string): boolean {
	return basename(dirname(command)) === ".bin" || basename(realpathSync(command)) === "run.js";
}

function hasLanguageHost(command: string, env: NodeJS.ProcessEnv): boolean {
	return isExecutable(join(dirname(realpathSync(command)), HOST)) || foldersWith(HOST, env.PATH).length > 0;
}

/** A command started by us finds what we have built on its PATH: it is still what we have built. */
function isOurs(command: string, env: NodeJS.ProcessEnv): boolean {
	return (
		dirname(dirname(command)) === cacheDirectory(env) &&
		basename(dirname(command)).startsWith(`pulumi-${BUILT_VERSION}-`)
	);
}
