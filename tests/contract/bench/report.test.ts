import { isMet, type Row, writeNumber, writeTable } from "../../../bench/report";

const row: Row = {
	measure: "preview",
	unit: "ms",
	ours: 110,
	other: 100,
	beside: "nothing",
	ratio: 1.1,
	range: [1.05, 1.2],
	added: 0.02,
	runs: 15,
	goal: { figure: "ratio", atMost: 1.1 },
};

test("a target is met up to its bound, missed beyond it, and neither without a bound", () => {
	expect(isMet(row)).toBe(true);
	expect(isMet({ ...row, ratio: 1.11 })).toBe(false);
	expect(isMet({ ...row, goal: { figure: "ours", atMost: 100 } })).toBe(false);
	expect(isMet({ ...row, goal: undefined })).toBeUndefined();
});

test("a target on a figure that was not measured is not met", () => {
	expect(isMet({ ...row, added: undefined, goal: { figure: "added", atMost: 30 } })).toBeUndefined();
});

test("a table has a line for each entry, marks missed targets, and shows each note once", () => {
	const missed = { ...row, measure: "up", ratio: 1.3, note: "noisy" };
	const lines = writeTable("floor", [row, missed, { ...missed, measure: "destroy" }]).split("\n");
	expect(lines.map((line) => line.trim().replace(/ {2,}/g, " | "))).toEqual([
		"== floor",
		"measure | ours | beside | ratio | range | added | runs | goal",
		"preview | 110 ms | 100 ms (nothing) | 1.10 | 1.05-1.20 | 0.02 ms | 15 | ratio <= 1.1 | met",
		"up | 110 ms | 100 ms (nothing) | 1.30 | 1.05-1.20 | 0.02 ms | 15 | ratio <= 1.1 | MISSED",
		"destroy | 110 ms | 100 ms (nothing) | 1.30 | 1.05-1.20 | 0.02 ms | 15 | ratio <= 1.1 | MISSED",
		"noisy",
		"",
	]);
});

test.each([
	[1234.56, "1235"],
	[100, "100"],
	[12.345, "12.3"],
	[1.005, "1.00"],
	[-3.14159, "-3.14"],
	[0, "0"],
])("%d is formatted as %s", (value, text) => {
	expect(writeNumber(value)).toBe(text);
});
