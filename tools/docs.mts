import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import prettier from "prettier";
import { root } from "./build/root.mts";
import type * as Pages from "./docs/pages.ts";
import { loadTypeScript } from "./faults/load-typescript.mts";

/**
 * `npm run docs`: writes the package schema, the enums for TypeScript programs, and the pages and parts of pages in docs/
 * that are generated from the code. With `-- --check` it writes nothing, names those that are not up to date, and fails
 * if there are any.
 */
const check = process.argv.includes("--check");
const { makePages } = loadTypeScript<typeof Pages>(join(root, "tools", "docs", "pages.ts"));

for (const [path, text] of makePages()) {
	const file = join(root, path);
	const formatted = await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
	if (existsSync(file) && readFileSync(file, "utf8") === formatted) continue;
	process.stdout.write(`${path}\n`);
	if (check) {
		process.exitCode = 1;
		continue;
	}
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, formatted);
}
