import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";
import type { ProviderModule } from "./provider-entry";

/** What the provider's code finds in its process instead of the real thing. */
export interface ProcessGlobals {
	readonly Date: DateConstructor;
	readonly setTimeout: (run: () => void, milliseconds?: number) => unknown;
	readonly clearTimeout: (timer: unknown) => void;
	readonly AbortSignal: Pick<typeof AbortSignal, "any" | "timeout">;
	readonly Math: Math;
	readonly performance: { readonly now: () => number };
	readonly process: object;
	/** For the modules that the bundle has in place of the transport and of Pulumi's SDK. */
	readonly host: object;
	/** Node's modules that are simulated, by name. */
	readonly modules: Readonly<Record<string, object>>;
}

type Run = (require: (name: string) => unknown, module: { exports: object }, globals: ProcessGlobals) => void;

const names = ["Date", "setTimeout", "clearTimeout", "AbortSignal", "Math", "performance", "process", "host"];

/** The code of the provider, compiled once: each process runs it anew, with its own memory. */
export class ProviderProgram {
	private readonly run: Run;

	/** @param bundle a file of CommonJS */
	constructor(bundle: string) {
		const code = readFileSync(bundle, "utf8");
		const text = `(function (require, module, { ${names.join(", ")} }) { const exports = module.exports, __dirname = "."; ${code}\n})`;
		this.run = new Script(text, { filename: bundle }).runInThisContext() as Run;
	}

	start(globals: ProcessGlobals): ProviderModule {
		const require = createRequire(__filename);
		const module = { exports: {} };
		const load = (name: string) => globals.modules[name] ?? (require(name) as unknown);
		this.run(Object.assign(load, { resolve: require.resolve }), module, globals);
		return (module.exports as { default: ProviderModule }).default;
	}
}
