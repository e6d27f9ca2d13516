import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "./cli";

const copies: string[] = [];

afterAll(() => copies.forEach((copy) => rmSync(copy, { recursive: true, force: true, maxRetries: 5 })));

/**
 * A copy of a folder of examples/, so that a test may change its files as a user would. It finds our packages as they
 * are in the repository. Its stack `dev` polls the cloud every 50 ms.
 */
export function copyExample(name: string): string {
	// As the CLI will name it: a temporary folder may be a link.
	const copy = realpathSync(mkdtempSync(join(tmpdir(), `pulumi-modelarts-${name}-`)));
	copies.push(copy);
	const isOurs = (path: string) => basename(path) !== "node_modules" && !/^Pulumi\..+\.yaml$/.test(basename(path));
	cpSync(join(root, "examples", name), copy, { recursive: true, filter: isOurs });
	symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
	writeFileSync(
		join(copy, "Pulumi.dev.yaml"),
		'config: { "huaweicloud:pollInterval": 50ms, "huaweicloud:readLag": 500ms }\n',
	);
	return copy;
}

/** The types of examples are checked with all others before the tests, so a program need not be checked at each run. */
export const WITHOUT_TYPE_CHECK = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
