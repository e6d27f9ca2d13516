import { createRequire } from "node:module";

/**
 * Loads a module as Pulumi's own code in this process does; `undefined` if there is no such module. A name that begins with
 * `@pulumi/pulumi/` is loaded from the package whose script runs here, whatever its name and path.
 *
 * The dynamic provider works with the classes of that copy of the SDK only.
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

/** Runs an optional step: if Pulumi's internals have changed, the provider works without it. */
export function bestEffort(attempt: () => void): void {
	try {
		attempt();
	} catch {
		// The provider works without this step.
	}
}
