import { pathToFileURL } from "node:url";
import { buildFolder } from "./build/folder.mts";
import { root } from "./build/root.mts";
import { lockOf, withLock } from "./start/lock.mjs";

/**
 * Compiles provider/ to dist/ and the simulator to simulator/dist/; takes milliseconds when nothing has changed.
 * Everything that a build says goes to standard error, so that a command may build first and still have its standard
 * output to itself. Two at once take turns.
 */
export async function build(): Promise<void> {
	await withLock(
		lockOf(root, "build"),
		async () => {
			// Both are let finish even if one fails: the lock must not be let go while a compiler still writes.
			const results = await Promise.allSettled([
				buildFolder({
					project: "provider",
					source: "provider",
					output: "dist",
					executables: ["cli/pulumi-modelarts.js", "pulumi/plugin/main.js"],
				}),
				buildFolder({
					project: "simulator",
					source: "simulator/source",
					output: "simulator/dist",
					executables: ["command.js"],
				}),
			]);
			const failures = results.flatMap((result) => (result.status === "rejected" ? [messageOf(result.reason)] : []));
			if (failures.length > 0) throw new Error(failures.join("\n"));
		},
		(seconds) => process.stderr.write(`another process builds, waiting (${seconds} s)\n`),
	);
}

function messageOf(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	await build().catch((error: unknown) => {
		process.stderr.write(`${messageOf(error)}\n`);
		process.exitCode = 1;
	});
}
