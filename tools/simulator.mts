import { join } from "node:path";
import { build } from "./build.mts";
import { root } from "./build/root.mts";
import { become } from "./start/become.mts";

/**
 * `npm run --silent simulator -- <options>`: the simulator, from the sources as they are now; its options are those of
 * `modelarts-simulator` (simulator/README.md). The process becomes the simulator, so that ending it is one signal.
 */
try {
	await build();
	const command = join(root, "simulator", "dist", "command.js");
	become(process.execPath, [command, ...process.argv.slice(2)], process.env);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
