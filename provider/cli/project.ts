import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The name of the Pulumi project that a folder is in; `undefined` outside of any. */
export function findProjectName(folder: string): string | undefined {
	for (const name of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
		const file = join(folder, name);
		if (existsSync(file)) return readProjectName(readFileSync(file, "utf8"), name.endsWith(".json"));
	}
	const parent = dirname(folder);
	return parent === folder ? undefined : findProjectName(parent);
}

/** The value of `name` at the top level. This is no full YAML parser: nothing else of the file is needed. */
export function readProjectName(manifest: string, isJson: boolean): string | undefined {
	if (isJson) {
		const { name } = JSON.parse(manifest) as { name?: unknown };
		return typeof name === "string" ? name : undefined;
	}
	// JSON is YAML, and on one line it has braces.
	const [, quoted, single, plain] =
		/^(?:\{\s*)?"?name"?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s#,}]+))/m.exec(manifest) ?? [];
	return quoted ?? single ?? plain;
}
