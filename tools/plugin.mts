import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { Command } from "commander";
import { build } from "./build.mts";
import { root } from "./build/root.mts";
import { bundlePlugin } from "./plugin/bundle.mts";

/** Pulumi's names of the systems whose plugins start by a first line with `node`. The file is the same for all. */
const PLATFORMS = ["linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64"];

/**
 * `npm run plugin`: writes the plugin as Pulumi fetches it, one archive for each platform with a single file in it. Served
 * at some address, `pulumi plugin install resource modelarts <version> --server <address>` and the option
 * `pluginDownloadURL` install it from there.
 */
const { out } = new Command("plugin")
	.option("--out <folder>", "where to", join(root, "plugin"))
	.parse(process.argv.slice(2), { from: "user" })
	.opts<{ out: string }>();

await build();
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const folder = mkdtempSync(join(tmpdir(), "pulumi-modelarts-plugin-"));
try {
	const executable = join(folder, "pulumi-resource-modelarts");
	await bundlePlugin(executable);
	chmodSync(executable, 0o755);
	mkdirSync(out, { recursive: true });
	const archive = gzipSync(
		execFileSync("tar", ["-cf", "-", "-C", folder, "pulumi-resource-modelarts"], { maxBuffer: Infinity }),
	);
	for (const platform of PLATFORMS) {
		writeFileSync(resolve(out, `pulumi-resource-modelarts-v${version}-${platform}.tar.gz`), archive);
	}
	process.stdout.write(`${PLATFORMS.length} archives of ${statSync(executable).size} bytes in ${out}\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
