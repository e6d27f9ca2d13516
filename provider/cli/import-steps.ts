import type { Import } from "./import-entry";
import { formatProgram } from "./program-text";
import { wrapText } from "./terminal";

/** The next steps after an import file is written: the command, the program, and what the next `up` does. */
export function explainImport(imports: readonly Import[], file: string, stack?: string): string {
	if (imports.length === 0) return `${file} is empty: none of them can be imported.`;
	const unfinished = imports.filter(({ isUnfinished }) => isUnfinished).map(({ name }) => name);
	const names = unfinished.join(", ");
	return [
		`Written: ${file}. Import it with`,
		"",
		`  ${importCommand(file, stack)}`,
		"",
		"and declare it, unless the program does so already:",
		"",
		formatProgram(imports),
		"",
		"The next preview then shows no changes.",
		...(unfinished.length === 0
			? []
			: [wrapText(`Except for ${names}: the create was interrupted, and the next \`pulumi up\` resumes it.`)]),
	].join("\n");
}

/** `--generate-code=false`: the CLI cannot write programs for dynamic resources; `formatProgram` does. */
export function importCommand(file: string, stack?: string): string {
	const path = /^[\w./-]+$/.test(file) ? file : JSON.stringify(file);
	const which = stack === undefined ? "" : `--stack ${stack} `;
	return `pulumi import --file ${path} ${which}--protect=false --generate-code=false --skip-preview --yes`;
}
