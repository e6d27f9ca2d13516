import type { PollingProfile } from "../../../provider/lifecycle/polling/profiles";
import { individualInterval, batchInterval, type WaitSoFar } from "../../../provider/lifecycle/polling/poll-interval";

const profile: PollingProfile = { alone: 2, together: 1, crowd: 0.5, dull: 40 };
const at = ({ elapsed = 0, ...wait }: Partial<WaitSoFar>): WaitSoFar => ({
	elapsed,
	last: elapsed,
	polls: 5,
	unit: 1000,
	profile,
	waiting: 1,
	...wait,
});

/** What was read first and last: how much was done, and when. */
const progress = (last: [number, number], first: [number, number] = [0, 0]) => ({
	first: { value: first[0], at: first[1] },
	last: { value: last[0], at: last[1] },
});

test.each<[string, Partial<WaitSoFar>, number]>([
	["comes early, for what is done at once", { polls: 0 }, 150],
	["comes early a second time", { polls: 1 }, 1000],
	["comes seldom in the dull middle", { elapsed: 20_000 }, 2400],
	["comes often around the usual end", { elapsed: 60_000 }, 2000],
	["comes seldom where much time has passed", { elapsed: 700_000 }, 4800],
	["waits with what others in this run needed at least", { elapsed: 60_000, fastestCompletion: 100_000 }, 2400],
	["comes often as soon as others were done sooner than usual", { elapsed: 20_000, fastestCompletion: 15_000 }, 2000],
	["follows the user's poll interval", { elapsed: 60_000, unit: 500 }, 1000],
	["comes after half of what is left by the percent", { elapsed: 60_000, progress: progress([0.9, 60_000]) }, 3333],
	["does not trust a percent for long", { elapsed: 60_000, progress: progress([0.01, 60_000]) }, 10_000],
	[
		"comes more often than without a percent when that says that the end is near",
		{ elapsed: 60_000, progress: progress([1, 60_000]) },
		1000,
	],
	[
		"counts what is left from the moment when the percent was read",
		{ elapsed: 60_000, progress: progress([0.8, 56_000]) },
		3000,
	],
	["does not wait for a percent that is old", { elapsed: 60_000, progress: progress([0.3, 40_000]) }, 1000],
	[
		"goes by the pace since the first percent where the work began before the wait",
		{ elapsed: 60_000, progress: progress([0.9, 60_000], [0.6, 0]) },
		10_000,
	],
	[
		"comes as often as without a percent while that does not move",
		{ elapsed: 60_000, progress: progress([0.2, 60_000], [0.2, 0]) },
		2000,
	],
])("a look at one thing %s", (_promise, wait, expected) => {
	expect(individualInterval(at(wait))).toBeCloseTo(expected, -1);
});

test.each<[string, Partial<WaitSoFar>, number]>([
	["comes early, for what is done at once", { polls: 0, waiting: 9 }, 150],
	["comes as often for two as it nearly would for one", { elapsed: 60_000, waiting: 2 }, 1625],
	["comes more often the more wait for it, down to a bound", { elapsed: 60_000, waiting: 100 }, 1000],
	["comes seldom in the dull middle, however many wait", { elapsed: 20_000, waiting: 100 }, 7571],
])("a list of many %s", (_promise, wait, expected) => {
	expect(batchInterval(at(wait))).toBeCloseTo(expected, -1);
});

test("many that have to be asked one by one are each asked less often", () => {
	const pauses = [1, 10, 100].map((waiting) => individualInterval(at({ elapsed: 60_000, waiting })));
	expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
	expect(pauses[2]).toBeGreaterThan(15_000);
});
