import { wrapText } from "../../../provider/pulumi/dynamic/wrap-text";

const long = "The notebook lab was stopped for a change that failed, and runs again as it did before the change began.";

test("a line that is too long for a terminal is broken between words", () => {
	expect(wrapText(long)).toBe(
		"The notebook lab was stopped for a change that failed, and runs again as it did before\nthe change began.",
	);
});

test.each([
	["a short line", "It was removed again."],
	["lines that the service broke itself", "first\nsecond"],
	["a word that is longer than a line", "x".repeat(200)],
	["nothing", ""],
])("%s stays as it is", (_what, text) => {
	expect(wrapText(text)).toBe(text);
});

test("a command stays in one piece, to be copied", () => {
	const command = "`pulumi config set --secret huaweicloud:secretKey …`";
	expect(wrapText(`${long} Set it again: ${command}, please.`).split("\n")).toContainEqual(
		expect.stringContaining(`${command},`),
	);
});

test("with what the CLI puts before it, no line has more than 100 columns", () => {
	const lines = wrapText(`${long} `.repeat(20)).split("\n");
	expect(Math.max(...lines.map((line) => `    error: ${line}`.length))).toBeLessThanOrEqual(100);
});
