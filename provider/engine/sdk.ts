import { createRequire } from "node:module";

/**
 * Loads a module as Pulumi's own code in this process would, or `undefined` where there is no such module.
 *
 * The dynamic provider's process runs a script of the user's `@pulumi/pulumi`. Only that copy's classes are the ones
 * that it works with; a copy of ours would be another.
 */
export function loadFromSdk<Module>(name: string): Module | undefined {
	try {
		return createRequire(process.argv[1] ?? __filename)(name) as Module;
	} catch {
		return undefined;
	}
}

/** Runs what is a courtesy, not a duty: if Pulumi's inside has changed, we work without it. */
export function courtesy(attempt: () => void): void {
	try {
		attempt();
	} catch {
		// Nothing to be done, and nothing lost but comfort.
	}
}
