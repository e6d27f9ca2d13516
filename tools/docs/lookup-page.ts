import type { Kind } from "./kinds";
import { findLookupFiles } from "./lookup-files";
import { type DocumentedProperty, readLookup } from "./properties";
import { writeRows } from "./rows";

/** The part of the reference page of look-ups that is made of their declarations. */
export function writeLookups(kinds: readonly Kind[]): string {
	return findLookupFiles()
		.map((file) => {
			const { text, args, result } = readLookup(file, kinds);
			return [
				`## ${file.lookup.name}`,
				text,
				"Arguments, all optional:",
				writeRows(["Argument", "Type", "Meaning"], args.map(toRow)),
				"Found:",
				writeRows(["Output", "Type", "Meaning"], result.map(toRow)),
			].join("\n\n");
		})
		.join("\n\n");
}

function toRow({ path, type, text, standard }: DocumentedProperty): string[] {
	const meaning = [text, standard !== undefined && `Default: ${standard}.`].filter(Boolean).join(" ");
	return [`\`${path}\``, `\`${type}\``, meaning.replaceAll("\n", " ")];
}
