import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Files of this package that the plugin answers with. The bundle has their text in it. */

const root = join(__dirname, "..", "..", "..");

export function readSchema(): string {
	return readFileSync(join(root, "schema.json"), "utf8");
}

export function readVersion(): string {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
	return version;
}
