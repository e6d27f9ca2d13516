import { join } from "node:path";
import { build } from "./build.mts";
import { cliEnvironment } from "./pulumi-cli/environment.mts";
import { findPulumi } from "./pulumi-cli/find-pulumi.mts";
import { become } from "./start/become.mts";

/**
 * `npm run --silent pulumi -- <arguments>`: the CLI that this project would use, after bringing dist/ up to date.
 * Arguments, standard streams, exit code and PULUMI_* settings are the caller's.
 *
 * It runs where npm runs scripts, in the repository's root, whose Pulumi.yaml is the quickstart; another project is
 * named with `--cwd`, and a relative one means relative to the root. The folder npm was called from (INIT_CWD) is not
 * taken: npm itself does not, so that `npm run pulumi` does the same from everywhere in the repository, and a
 * `pulumi destroy` typed in the wrong folder does not act on whatever project lies there.
 *
 * The process becomes the CLI instead of starting it, so that a Ctrl-C cannot be lost or doubled on the way.
 */
try {
	const cli = await findPulumi();
	await build();
	become(join(cli.directory, "pulumi"), process.argv.slice(2), cliEnvironment(cli));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
