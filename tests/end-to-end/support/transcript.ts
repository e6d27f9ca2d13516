/** Text that differs from run to run, and its placeholder. */
const STANDINS: [RegExp, string][] = [
	[/DE-[\w-]{8,}/g, "DE-7e1744b2-5a5c-4b1e"],
	[/https?:\/\/127\.0\.0\.1:\d+/g, "https://modelarts.cn-north-4.myhuaweicloud.com"],
	[/(?<=Request id:\s+)[\w-]+/g, "5f0c2b7d2c9e4a1b8d6f3e0a9c7b5d21"],
	[/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "1f6a0c52-3b7d-4e19-9c80-5d2e7a41b6f3"],
	[/lab-[0-9a-f]{7}\b/g, "lab-3f2a9c1"],
	[/\(\d+(\.\d+)?( ?)s\)/g, "(5$2s)"],
	[/(?<=timed out after\s+)\d+ s/g, "2 s"],
	[/Duration: .*/g, "Duration: 5s"],
];

/** A status line of a resource during its operation: which of them are shown depends on timing. */
const PROGRESS = /^ ?[@ ]*\s*[+~-]{0,2} .*(creating|updating|deleting) \(/;

/** The output of a command, without text that differs from run to run; a repeated status line is omitted. */
export function tidyTranscript(terminal: string): string {
	const text = STANDINS.reduce((result, [rule, standin]) => result.replace(rule, standin), terminal);
	const seen = new Set<string>();
	const lines = text
		.split("\n")
		.map((line) => line.trimEnd())
		.filter((line) => !/^@ |^Permalink|^\s*\.+$|^warning: A new version/.test(line))
		.filter((line) => !PROGRESS.test(line) || (!seen.has(line) && seen.add(line)));
	return orderDiagnostics(lines.join("\n").replace(/\n{3,}/g, "\n\n")).trim();
}

/** A status line with any text: the order of status lines depends on timing as well. */
const ROW = /^ [ +~-] {2}pulumi/;

/** The part that is the same in every run, on every machine: all but the status lines, and the empty lines among them. */
export function keepLasting(transcript: string): string {
	const lines = transcript.split("\n").filter((line) => !ROW.test(line));
	return orderDiagnostics(lines.join("\n")).replace(/\n{2,}/g, "\n");
}

/** The CLI lists resources with diagnostics in any order: the stack, which has the least text, comes last here. */
function orderDiagnostics(transcript: string): string {
	return transcript.replace(/(?<=^Diagnostics:\n)[^]*?(?=\n\n\S)/m, (text) => {
		const blocks = text.split("\n\n");
		return blocks.sort((left, right) => Number(isOfStack(left)) - Number(isOfStack(right))).join("\n\n");
	});
}

function isOfStack(block: string): boolean {
	return block.trimStart().startsWith("pulumi:pulumi:Stack");
}
