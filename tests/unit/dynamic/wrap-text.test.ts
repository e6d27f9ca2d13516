import { wrapText } from "../../../provider/pulumi/dynamic/wrap-text";

const long = "The notebook lab was stopped for a change that failed, and runs again as it did before the change began.";

test("a line that is too long for a terminal is broken between words", () => {
	expect(wrapText(long)).toBe(
		"The notebook lab was stopped for a change that failed, and runs again as it did before\nthe change began.",
	);
});

test.each([
	["a short line", "It was removed again."],
	["a text with the service's own line breaks", "first\nsecond"],
	["a word that is longer than a line", "x".repeat(200)],
	["nothing", ""],
])("%s is unchanged", (_what, text) => {
	expect(wrapText(text)).toBe(text);
});

test("a command stays in one piece, to be copied", () => {
	const command = "`pulumi config set --secret huaweicloud:secretKey …`";
	expect(wrapText(`${long} Set it again: ${command}, please.`).split("\n")).toContainEqual(
		expect.stringContaining(`${command},`),
	);
});

test("a line has at most 100 columns with the CLI's prefix", () => {
	const lines = wrapText(`${long} `.repeat(20)).split("\n");
	expect(Math.max(...lines.map((line) => `    error: ${line}`.length))).toBeLessThanOrEqual(100);
});
