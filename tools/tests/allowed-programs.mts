import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foldersWith } from "../pulumi-cli/executables.mts";
import type { PulumiCli } from "../pulumi-cli/find-pulumi.mts";

/** What a machine must have. Go only where the official Pulumi CLI cannot be downloaded. */
const NEEDED = ["node", "npm", "npx", "git", "go"];

/** A POSIX shell and its basic tools. What has to be installed by hand on some system does not belong here. */
const BASIC = (
	"sh [ awk basename cat chmod chown cksum cmp cp cut date dd df dirname du echo env expr false find getconf grep head " +
	"id kill ln logname ls mkdir mkfifo mv nl nohup od paste printf ps pwd rm rmdir sed sleep sort split tail tar tee test " +
	"touch tr true tty umask uname uniq wc who xargs"
).split(" ");

/** What only tests of that language use; without it they say that they are left out. */
const PYTHON = "python3";

/** A folder that stands on the PATH in place of all folders that this machine happens to have there. */
export interface AllowedPrograms {
	readonly folder: string;
	remove(): void;
}

/**
 * Makes a folder of links to the programs that tests may start: any other is missing on every machine then, and not
 * only on the next fresh one. What the project brings itself (`node_modules/.bin`) is not in it.
 *
 * @param path where the programs are looked for
 */
export function linkAllowedPrograms(path: string | undefined): AllowedPrograms {
	const folder = mkdtempSync(join(tmpdir(), "pulumi-modelarts-programs-"));
	for (const name of [...NEEDED, ...BASIC]) {
		const [found] = foldersWith(name, path);
		if (found !== undefined) symlinkSync(join(found, name), join(folder, name));
	}
	const python = findPython(path);
	if (python !== undefined) symlinkSync(python, join(folder, PYTHON));
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The interpreter itself: that of a version manager is a script, which finds it by programs that are not allowed. */
function findPython(path: string | undefined): string | undefined {
	const [found] = foldersWith(PYTHON, path);
	if (found === undefined) return undefined;
	const args = ["-c", "import sys; print(sys.executable)"];
	const { status, stdout } = spawnSync(join(found, PYTHON), args, { encoding: "utf8" });
	return status === 0 ? stdout.trim() : undefined;
}

/** The CLI as it is found there: the user's own may be in a folder with everything else that the user has. */
export function linkCli(cli: PulumiCli, { folder }: AllowedPrograms): PulumiCli {
	if (cli.origin !== "path") return cli;
	for (const name of readdirSync(cli.directory).filter((name) => /^pulumi(-|$)/.test(name))) {
		symlinkSync(join(cli.directory, name), join(folder, name));
	}
	return { ...cli, directory: folder };
}
