import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The folder for what is expensive to make again and belongs to no single clone, by the habits of the system.
 * PULUMI_MODELARTS_CACHE says otherwise.
 */
export function cacheDirectory(env: NodeJS.ProcessEnv): string {
	if (env.PULUMI_MODELARTS_CACHE) return env.PULUMI_MODELARTS_CACHE;
	const system = process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
	return join(env.XDG_CACHE_HOME || system, "pulumi-modelarts");
}
