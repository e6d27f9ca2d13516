import { createRequire } from "node:module";

/**
 * Loads a module as Pulumi's own code in this process would, or `undefined` where there is no such module. What begins
 * with `@pulumi/pulumi/` is of the very package whose script runs here, under whatever name and path it is installed.
 *
 * Only that copy's classes are the ones that the dynamic provider works with; a copy of ours would be another.
 */
export function loadFromSdk<Module>(name: string): Module | undefined {
	try {
		const script = createRequire(__filename).resolve(process.argv[1] ?? "");
		// The script is <package>/cmd/dynamic-provider/index.js.
		return createRequire(script)(name.replace(/^@pulumi\/pulumi\//, "../../")) as Module;
	} catch {
		return undefined;
	}
}

/** Runs what is a courtesy, not a duty: if Pulumi's inside has changed, we work without it. */
export function bestEffort(attempt: () => void): void {
	try {
		attempt();
	} catch {
		// Nothing to be done, and nothing lost but comfort.
	}
}
