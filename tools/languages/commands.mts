import { join } from "node:path";
import { buildCached, type CachedCommand, findCached } from "../go/cached-build.mts";
import { foldersWith } from "../pulumi-cli/executables.mts";

const YAML_RELEASE = "1.38.3";
const module = join(import.meta.dirname, "go");

const YAML_HOST: CachedCommand = {
	name: "pulumi-language-yaml",
	short: "the YAML language host",
	title: `Pulumi's YAML language host ${YAML_RELEASE}`,
	takes: "one to five minutes",
	module,
	command: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
	version: `github.com/pulumi/pulumi-yaml/pkg/version.Version=v${YAML_RELEASE}`,
	release: YAML_RELEASE,
	ingredients: [],
};

const SDK_WRITER: CachedCommand = {
	name: "write-sdks",
	short: "the SDK writer",
	title: "the SDK writer with Pulumi's code generators",
	takes: "one to five minutes",
	module,
	command: "./write-sdks",
	release: "3.259.0",
	ingredients: [join(module, "write-sdks", "main.go")],
};

/** The folder of the language host for YAML: the CLI's own, or one that is built; nothing when there is no Go for that. */
export async function findYamlHost(env = process.env): Promise<string | undefined> {
	return foldersWith(YAML_HOST.name, env.PATH)[0] ?? (await findOrBuild(YAML_HOST, env));
}

/** The command that writes SDKs from a package schema (go/write-sdks); nothing when there is no Go to build it with. */
export async function findSdkWriter(env = process.env): Promise<string | undefined> {
	const directory = await findOrBuild(SDK_WRITER, env);
	return directory === undefined ? undefined : join(directory, SDK_WRITER.name);
}

async function findOrBuild(command: CachedCommand, env: NodeJS.ProcessEnv): Promise<string | undefined> {
	return findCached(command, env) ?? (await buildCached(command, env, (text) => process.stderr.write(`${text}\n`)));
}
