/** The CLI indents messages, and puts `error: ` or a bullet before them: with that, lines fit 100 columns. */
const WIDTH = 88;

/** Words; text between backticks is to be copied and stays in one piece, and so does a number with its unit. */
const PIECES = /(?:`[^`\n]*`|\d+ (?:s|min|GB)\b|[^\s`]|`)+/g;

/** Breaks the lines of a message between words; a terminal of 100 columns would break them anywhere. */
export function wrapText(text: string): string {
	return text.split("\n").map(wrapLine).join("\n");
}

function wrapLine(line: string): string {
	if (line.length <= WIDTH) return line;

	const lines: string[] = [];
	for (const piece of line.match(PIECES) ?? []) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + piece.length <= WIDTH) lines[lines.length - 1] = `${last} ${piece}`;
		else lines.push(piece);
	}
	return lines.join("\n");
}
