import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build/root.mts";
import { findObstacles } from "./package/obstacles.mts";

/**
 * `npm run release`: publishes the package with provenance, from a pipeline, once there are no obstacles. Nothing is
 * published with `-- --dry-run`; npm then prints what it would publish. Runs no tests: a pipeline runs `npm test`
 * before.
 */
const dryRun = process.argv.includes("--dry-run");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" });
const { version, repository } = JSON.parse(read("package.json")) as { version: string; repository?: { url?: string } };

const obstacles = findObstacles({
	version,
	repository: repository?.url,
	changelog: read("CHANGELOG.md"),
	uncommitted: git("status", "--porcelain"),
	tags: git("tag", "--points-at", "HEAD").split("\n"),
	environment: process.env,
});
for (const obstacle of obstacles) process.stderr.write(`${obstacle}\n`);
if (obstacles.length > 0) process.exitCode = 1;
else process.exitCode = run("npm", "run", "--silent", "package") || publish();

function publish(): number {
	return run("npm", "publish", "--provenance", "--access", "public", ...(dryRun ? ["--dry-run"] : []));
}

function run(command: string, ...args: string[]): number {
	return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}
