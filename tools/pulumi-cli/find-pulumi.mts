import { buildFromGo, findBuilt } from "./build-from-go.mts";
import { download, findDownloaded } from "./download.mts";
import { findOnPath } from "./on-path.mts";
import { BUILT_VERSION, OLDEST_VERSION } from "./version.mts";

export interface PulumiCli {
	/** Holds `pulumi`; put it first on the PATH (environment.mts does). */
	directory: string;
	version: string;
	/** `path`: the user's own; `download`: the official bundle; `built`: from Go modules, with our language host. */
	origin: "path" | "download" | "built";
}

/**
 * Finds a Pulumi command line that runs programs with `runtime: nodejs`, or makes one available: the user's own, else
 * the official bundle, else one built from Go modules. What was downloaded or built before is taken before the network
 * is tried again. Fails with one sentence when there is no way.
 */
export async function findPulumi(
	env: NodeJS.ProcessEnv = process.env,
	say: (text: string) => void = sayOnStderr,
): Promise<PulumiCli> {
	const found =
		(await findOnPath(env, say)) ??
		findDownloaded(env) ??
		findBuilt(env) ??
		(await download(env, say)) ??
		(await buildFromGo(env, say));
	if (found) return found;
	throw new Error(
		`There is no Pulumi CLI ${OLDEST_VERSION} or newer on the PATH, https://get.pulumi.com cannot be reached, and there is no Go to build ` +
			`Pulumi ${BUILT_VERSION} with: install Pulumi (https://www.pulumi.com/docs/install) or Go 1.25 or newer (https://go.dev/dl), and try again.`,
	);
}

function sayOnStderr(text: string): void {
	process.stderr.write(`${text}\n`);
}
