import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../build/root.mts";

const LINTERS = {
	publint: ["publint", "src/cli.js", "--strict"],
	// Not for Node 10: it knows no sub-paths, and those are for Pulumi's provider process, which is never so old.
	attw: ["@arethetypeswrong/cli", "dist/index.js", "--pack", ".", "--profile", "node16"],
} as const;

/** The findings of publint and "are the types wrong" on the package. */
export async function lintPackage(): Promise<string[]> {
	const validationErrors = await Promise.all(
		Object.entries(LINTERS).map(async ([name, [module, script, ...args]]) => {
			try {
				await promisify(execFile)(process.execPath, [join(root, "node_modules", module, script), ...args], {
					cwd: root,
				});
				return [];
			} catch (error) {
				const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
				return [`${name}: ${stdout.trim()}\n${stderr.trim()}`];
			}
		}),
	);
	return validationErrors.flat();
}
