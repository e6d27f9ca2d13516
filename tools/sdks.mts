import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { spawnSync } from "node:child_process";
import { root } from "./build/root.mts";
import { findSdkWriter } from "./languages/commands.mts";

/**
 * `npm run sdks`: writes the SDKs of other languages into sdks/, or into the folder given, from schema.json. Pulumi's
 * generators for .NET and Java are in modules of their own, which are not used here: `pulumi package gen-sdk` has them.
 */
const LANGUAGES = ["python", "go"];

const folder = resolve(process.argv[2] ?? join(root, "sdks"));
const writer = await findSdkWriter();
if (writer === undefined) {
	process.stderr.write("Go is not on the PATH: the generators of SDKs are built with it (https://go.dev/dl).\n");
	process.exit(1);
}
for (const language of LANGUAGES) rmSync(join(folder, language), { recursive: true, force: true });
const { status } = spawnSync(writer, [join(root, "schema.json"), folder, ...LANGUAGES], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
for (const language of LANGUAGES) process.stdout.write(`${join(folder, language)}\n`);
