import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { runProgram } from "./programs";

const repository = resolve(__dirname, "../..");

/** Code that was compiled once: a process that finds its own here starts in little more than half the time. */
const compiled = join(repository, "node_modules/.cache/provider-process");

/** Both ends of the supported range of `@pulumi/pulumi`. */
export const sdks = ["@pulumi/pulumi", "pulumi-sdk-oldest"] as const;

/** Enough in `npm test`, where `methods.test.ts` and the tests of what is internal to an SDK have both. */
export const newestSdk = sdks.slice(0, 1);

export type SdkName = (typeof sdks)[number];

/** Variables with which processes of Pulumi's SDK start sooner. The tests start more than a thousand of them. */
export function quickStart(): { NODE_OPTIONS: string; NODE_COMPILE_CACHE: string } {
	compileOnce();
	return {
		NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "load-lazily.cjs"))}`,
		NODE_COMPILE_CACHE: compiled,
	};
}

/** Pulumi's script of a dynamic provider. */
export function findScript(sdk: SdkName): string {
	return join(dirname(require.resolve(`${sdk}/package.json`)), "cmd/dynamic-provider/index.js");
}

/** A killed process leaves no compiled code, so one that is not killed has to come first. */
function compileOnce(): void {
	if (existsSync(compiled)) return;

	// Ends in any case: the SDK keeps a process alive whose code could not be loaded.
	const load = `setTimeout(() => process.exit(), 3000); require(process.argv[1]);
		const kinds = ["NotebookInstance", "Notebook", "NotebookImage", "CustomImage", "CloudImage"];
		for (const name of [...kinds.map((kind) => "pulumi-modelarts/" + kind), "got", "p-retry"]) require(name);
		setTimeout(() => process.exit(), 50);`;
	for (const sdk of sdks) {
		runProgram(join(repository, "node_modules/.bin/node"), ["-e", load, findScript(sdk), "-"], {
			cwd: join(repository, "examples/quickstart"),
			env: { ...process.env, NODE_COMPILE_CACHE: compiled },
		});
	}
}
