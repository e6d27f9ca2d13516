import type { Import } from "./import-entry";
import { writeProgram } from "./program-text";
import { wrapText } from "./terminal";

/** What to do with a file for an import: the command, the program, and what the next `up` will do. */
export function explainImport(imports: readonly Import[], file: string, stack?: string): string {
	if (imports.length === 0) return `${file} is empty: none of them can be imported.`;
	const unfinished = imports.filter(({ isUnfinished }) => isUnfinished).map(({ name }) => name);
	const names = unfinished.join(", ");
	return [
		`Written: ${file}. Take it into the state with`,
		"",
		`  ${importCommand(file, stack)}`,
		"",
		"and declare it, unless the program does so already:",
		"",
		writeProgram(imports),
		"",
		"The next preview is then clean.",
		...(unfinished.length === 0
			? []
			: [wrapText(`But for ${names}: its creation was interrupted, and the next \`pulumi up\` finishes it.`)]),
	].join("\n");
}

/** `--generate-code=false`: the CLI cannot write programs for resources of ours, the text below is in its place. */
export function importCommand(file: string, stack?: string): string {
	const path = /^[\w./-]+$/.test(file) ? file : JSON.stringify(file);
	const which = stack === undefined ? "" : `--stack ${stack} `;
	return `pulumi import --file ${path} ${which}--protect=false --generate-code=false --skip-preview --yes`;
}
