import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { root } from "../build/root.mts";
import { ask } from "./command.mts";
import { isExecutable } from "./executables.mts";
import type { PulumiCli } from "./find-pulumi.mts";

const INSTALLER = "https://get.pulumi.com/install.sh";
const PROBE_MS = 5_000;
const DOWNLOAD_MS = 10 * 60_000;

/** The official bundle, if the npm package `pulumi` (or the Automation API) has downloaded it before. */
export function findDownloaded(env: NodeJS.ProcessEnv): PulumiCli | undefined {
	const version = bundleVersion(env);
	for (const home of [env.PULUMI_HOME, join(homedir(), ".pulumi")]) {
		if (!home) continue;
		const directory = join(home, "versions", version, "bin");
		const complete = ["pulumi", "pulumi-language-nodejs"].every((name) => isExecutable(join(directory, name)));
		if (complete) return { directory, version, origin: "download" };
	}
	return undefined;
}

/**
 * Downloads the official bundle through the npm package `pulumi`. Where its address cannot be reached that is known
 * within five seconds, and nothing is returned.
 */
export async function download(env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<PulumiCli | undefined> {
	// The package fetches with Node's own fetch, which heeds HTTPS_PROXY only when told so.
	const withProxy = { ...env, NODE_USE_ENV_PROXY: "1" };
	const probe = `fetch(${JSON.stringify(INSTALLER)}, { method: "HEAD" }).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
	const { code } = await ask(process.execPath, ["--eval", probe], withProxy, PROBE_MS);
	if (code !== 0) return undefined;

	say(`downloading the Pulumi CLI ${bundleVersion(env)}`);
	const script = join(root, "node_modules", "pulumi", "run.js");
	await new Promise<void>((resolve) => {
		const child = spawn(process.execPath, [script, "version"], {
			env: withProxy,
			stdio: ["ignore", 2, 2],
			timeout: DOWNLOAD_MS,
		});
		child.on("error", () => resolve());
		child.on("close", () => resolve());
	});
	const found = findDownloaded(env);
	if (!found) say("the download of the Pulumi CLI failed.");
	return found;
}

function bundleVersion(env: NodeJS.ProcessEnv): string {
	if (env.PULUMI_VERSION) return env.PULUMI_VERSION.replace(/^v/, "");
	const manifest = JSON.parse(readFileSync(join(root, "node_modules", "pulumi", "package.json"), "utf8")) as {
		version: string;
	};
	return manifest.version;
}
