import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = new Set<string>();
process.once("exit", () => folders.forEach(removeTemporaryFolder));

/** A new folder, which is gone at the end of the process at the latest. */
export function makeTemporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "pulumi-modelarts-bench-"));
	folders.add(folder);
	return folder;
}

export function removeTemporaryFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	folders.delete(folder);
}
