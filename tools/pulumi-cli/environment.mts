import { delimiter, join } from "node:path";
import { root } from "../build/root.mts";
import type { PulumiCli } from "./find-pulumi.mts";

/**
 * The environment for a CLI: the caller's, with these on the PATH first, in this order: Node 24 alone (the dynamic
 * provider and the language host run the first `node`, and a system's own may be beside the CLI), the CLI, the commands
 * of our dependencies. Then two settings: no question about updates, and no attempt to download plugins where that
 * cannot work.
 */
export function cliEnvironment(cli: PulumiCli, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	const modules = join(root, "node_modules");
	const first = [join(modules, "node", "bin"), cli.directory, join(modules, ".bin")];
	const rest = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "" && !first.includes(folder));
	return {
		...env,
		PATH: [...first, ...rest].join(delimiter),
		PULUMI_SKIP_UPDATE_CHECK: env.PULUMI_SKIP_UPDATE_CHECK ?? "1",
		...(cli.origin === "built" && { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1" }),
	};
}
