/** Maximum columns of a line. */
const WIDTH = 100;

/** Wraps a text at 100 columns, with an indent for the second and later lines; longer words stay whole. */
export function wrapText(text: string, first = "", rest = first): string {
	const lines: string[] = [];
	let line = first;
	let isEmpty = true;
	for (const word of text.split(" ")) {
		if (!isEmpty && line.length + 1 + word.length > WIDTH) {
			lines.push(line);
			line = rest;
			isEmpty = true;
		}
		line += isEmpty ? word : ` ${word}`;
		isEmpty = false;
	}
	return [...lines, line].join("\n");
}

/** Formats an age in the largest unit with a value of at least two: `5 minutes`, `3 hours`, `12 days`. */
export function formatAge(milliseconds: number): string {
	const units: readonly [name: string, milliseconds: number][] = [
		["days", 86_400_000],
		["hours", 3_600_000],
		["minutes", 60_000],
	];
	const found = units.find(([, size]) => milliseconds >= 2 * size);
	if (found) return `${Math.floor(milliseconds / found[1])} ${found[0]}`;
	return `${Math.max(0, Math.round(milliseconds / 1000))} seconds`;
}

/** Output of a command: results to one stream, progress and messages to the other. */
export interface Output {
	/** The result, one text or, with `--json`, one document. */
	print(text: string): void;

	/** Progress, warnings, questions: never part of the result. */
	tell(text: string): void;
}

export const terminal: Output = {
	print: (text) => void process.stdout.write(`${text}\n`),
	tell: (text) => void process.stderr.write(`${text}\n`),
};
