import { compare, mean, measureRounds, median, rangeOf } from "../../../bench/statistics";

test.each([
	[[3], 3],
	[[9, 1, 5], 5],
	[[4, 1, 3, 2], 2.5],
	[[2, 10], 6],
])("the median of %j is %d, in any order", (values, middle) => {
	expect(median(values)).toBe(middle);
	expect(median([...values].reverse())).toBe(middle);
});

test("an empty list has no median", () => {
	expect(() => median([])).toThrow("no median");
});

test("a mean is the sum divided by the count", () => {
	expect(mean([1, 2, 6])).toBe(3);
});

test("a range is the minimum and the maximum", () => {
	expect(rangeOf([3, -1, 7])).toEqual([-1, 7]);
});

test("ratios and differences are computed within pairs, so a slow minute, which affects both, changes neither", () => {
	const pairs = [
		{ ours: 11, other: 10 },
		{ ours: 110, other: 100 },
		{ ours: 12, other: 10 },
	];
	expect(compare(pairs)).toEqual({ ours: 12, other: 10, ratio: 1.1, range: [1.1, 1.2], added: 2, pairs: 3 });
});

test("every round measures each side once, and each side begins equally often", async () => {
	const order: string[] = [];
	const rounds = await measureRounds(3, ["a", "b", "c"] as const, async (side) => {
		order.push(side);
		return `${side}${order.length}`;
	});
	expect(order.join("")).toBe("abcbcacab");
	expect(rounds).toEqual([
		{ a: "a1", b: "b2", c: "c3" },
		{ b: "b4", c: "c5", a: "a6" },
		{ c: "c7", a: "a8", b: "b9" },
	]);
});
