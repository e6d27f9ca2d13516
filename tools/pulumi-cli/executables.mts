import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The folders of a PATH in which a command of this name is found, in order. */
export function foldersWith(command: string, path: string | undefined): string[] {
	return (path ?? "").split(delimiter).filter((folder) => folder !== "" && isExecutable(join(folder, command)));
}

export function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
