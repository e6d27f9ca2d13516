import { chmodSync, copyFileSync, cpSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../build/root.mts";
import { buildCached, type CachedCommand, findCached } from "../go/cached-build.mts";
import type { PulumiCli } from "./find-pulumi.mts";
import { BUILT_VERSION } from "./version.mts";

const here = import.meta.dirname;
const DYNAMIC_PROVIDER = "pulumi-resource-pulumi-nodejs";
const HOSTS = join(here, "language-hosts");
const LANGUAGES = ["nodejs", "python", "go"];

const CLI: CachedCommand = {
	name: "pulumi",
	short: "the Pulumi CLI",
	title: `the Pulumi CLI ${BUILT_VERSION}`,
	takes: "three to ten minutes",
	module: join(here, "go"),
	command: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
	version: `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${BUILT_VERSION}`,
	release: BUILT_VERSION,
	ingredients: [
		join(here, "go", "tools.go"),
		...readdirSync(HOSTS).map((file) => join(HOSTS, file)),
		join(root, "node_modules", "@pulumi", "pulumi", DYNAMIC_PROVIDER),
	],
	complete: putHostsBeside,
};

/** The CLI that was built before from the same ingredients. */
export function findBuilt(env: NodeJS.ProcessEnv): PulumiCli | undefined {
	return describe(findCached(CLI, env));
}

/**
 * Builds the CLI from the modules that go/go.mod names and puts our language hosts beside it. Returns nothing when there
 * is no Go.
 */
export async function buildFromGo(env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<PulumiCli | undefined> {
	return describe(await buildCached(CLI, env, say));
}

function describe(directory: string | undefined): PulumiCli | undefined {
	return directory === undefined ? undefined : { directory, version: BUILT_VERSION, origin: "built" };
}

function putHostsBeside(directory: string): void {
	cpSync(HOSTS, join(directory, basename(HOSTS)), { recursive: true });
	for (const language of LANGUAGES) {
		const launcher = join(directory, `pulumi-language-${language}`);
		writeFileSync(launcher, `#!/bin/sh\nexec node "$(dirname "$0")/${basename(HOSTS)}/${language}.mjs" "$@"\n`);
		chmodSync(launcher, 0o755);
	}
	const dynamicProvider = join(directory, DYNAMIC_PROVIDER);
	copyFileSync(join(root, "node_modules", "@pulumi", "pulumi", DYNAMIC_PROVIDER), dynamicProvider);
	chmodSync(dynamicProvider, 0o755);
}
