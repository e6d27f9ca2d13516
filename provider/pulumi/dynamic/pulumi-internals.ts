import { createRequire } from "node:module";

/** A file of the SDK's package, from which its modules are found. */
let findSdk = () => {
	// The script is <package>/cmd/dynamic-provider/index.js.
	const script = createRequire(__filename).resolve(process.argv[1] ?? "");
	return createRequire(script).resolve("../../package.json");
};

/** From now on, {@link loadFromSdk} takes the SDK that this package depends on: no script of an SDK runs in this process. */
export function useInstalledSdk(): void {
	findSdk = () => createRequire(__filename).resolve("@pulumi/pulumi/package.json");
}

/**
 * Loads a module as Pulumi's own code in this process does; `undefined` if there is no such module. A name that begins with
 * `@pulumi/pulumi/` is loaded from the package whose script runs here, whatever its name and path.
 *
 * The dynamic provider works with the classes of that copy of the SDK only.
 */
export function loadFromSdk<Module>(name: string): Module | undefined {
	try {
		return createRequire(findSdk())(name.replace(/^@pulumi\/pulumi\//, "./")) as Module;
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
