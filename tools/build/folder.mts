import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./root.mts";

export interface Folder {
	/** Where the tsconfig.json is. */
	project: string;
	/** Where the sources are. */
	source: string;
	/** The compiler's output folder. */
	output: string;
	/** Outputs that are run as commands. */
	executables: string[];
}

/**
 * Compiles one folder. The compiler alone would take a second to see that nothing has changed, would leave the outputs
 * of a deleted source, and would not restore deleted outputs: so a stamp holds the hash of all inputs, and outputs are
 * compared with sources before and after.
 */
export async function buildFolder({ project, source, output, executables }: Folder): Promise<void> {
	const sources = listFiles(join(root, source), (name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
	const from = join(root, output);
	removeOrphans(from, sources);
	if (sources.length === 0) return;

	const complete = sources.every((name) => outputsOf(name).every((made) => existsSync(join(from, made))));
	const stamp = join(from, ".built");
	const hash = hashOf(project, source, sources);
	if (complete && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;

	// The compiler trusts its own cache, even if the files in it have been deleted.
	if (!complete) rmSync(join(from, ".tsbuildinfo"), { force: true });
	await compile(project);
	for (const name of executables) if (existsSync(join(from, name))) chmodSync(join(from, name), 0o755);
	mkdirSync(from, { recursive: true });
	writeFileSync(stamp, hash);
}

function compile(project: string): Promise<void> {
	const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
	const args = [compiler, "--project", project, "--pretty", String(Boolean(process.stderr.isTTY))];
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
		child.on("error", reject);
		child.on("exit", (code) => {
			if (code === 0) resolve();
			else reject(new Error(`${project}/ does not compile; what is wrong is above.`));
		});
	});
}

function removeOrphans(output: string, sources: string[]): void {
	const expected = new Set(sources.flatMap(outputsOf));
	const made = listFiles(output, (name) => name.endsWith(".js") || name.endsWith(".d.ts"));
	for (const name of made) if (!expected.has(name)) rmSync(join(output, name));
}

function outputsOf(source: string): string[] {
	const stem = source.slice(0, -".ts".length);
	return [`${stem}.js`, `${stem}.d.ts`];
}

function hashOf(project: string, source: string, sources: string[]): string {
	const settings = [join(project, "tsconfig.json"), "tsconfig.base.json", "package-lock.json"];
	const hash = createHash("sha256");
	for (const path of [...settings, ...sources.map((name) => join(source, name))]) {
		hash
			.update(`${path}\0`)
			.update(readFileSync(join(root, path)))
			.update("\0");
	}
	return hash.digest("hex");
}

function listFiles(folder: string, keep: (name: string) => boolean): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && keep(entry.name))
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.filter((name) => !name.includes("node_modules"))
		.sort();
}
