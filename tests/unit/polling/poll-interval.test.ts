import type { PollingProfile } from "../../../provider/lifecycle/polling/profiles";
import { batchInterval, individualInterval, type WaitSoFar } from "../../../provider/lifecycle/polling/poll-interval";

const profile: PollingProfile = { individual: 2, batched: 1, expectedMinimum: 40 };
const at = ({ elapsed = 0, ...wait }: Partial<WaitSoFar>): WaitSoFar => ({
	elapsed,
	polledAt: elapsed,
	unit: 1000,
	profile,
	expectedMinimum: 40_000,
	waiting: 1,
	...wait,
});

/** What was read first and last: how much was complete, and when. */
const progress = (last: [number, number], first: [number, number] = [0, 0]) => ({
	first: { value: first[0], at: first[1] },
	last: { value: last[0], at: last[1] },
});

test.each<[string, Partial<WaitSoFar>, number]>([
	["is short at first, for work that is complete at once", { elapsed: 0 }, 150],
	["is still short after the first poll", { elapsed: 150 }, 1000],
	["is longer before the expected minimum duration", { elapsed: 20_000 }, 2400],
	["is no longer than the usual one where the expected minimum duration ends sooner", { elapsed: 39_000 }, 2000],
	["is the usual one after the expected minimum duration", { elapsed: 60_000 }, 2000],
	["is longer before the minimum duration of this run", { elapsed: 60_000, expectedMinimum: 100_000 }, 2400],
	["follows the user's poll interval", { elapsed: 60_000, unit: 500 }, 1000],
	["is half of the remaining time by the percentage", { elapsed: 60_000, progress: progress([0.9, 60_000]) }, 3333],
	["is bounded where the percentage is small", { elapsed: 60_000, progress: progress([0.01, 60_000]) }, 10_000],
	["is half the usual one where the percentage is 100", { elapsed: 60_000, progress: progress([1, 60_000]) }, 1000],
	["counts from when the percentage was read", { elapsed: 60_000, progress: progress([0.8, 56_000]) }, 3000],
	["is half the usual one where the percentage is old", { elapsed: 60_000, progress: progress([0.3, 40_000]) }, 1000],
	[
		"goes by the pace since the first percentage where the work started before the wait",
		{ elapsed: 60_000, progress: progress([0.9, 60_000], [0.6, 0]) },
		10_000,
	],
	[
		"is the usual one while the percentage does not move",
		{ elapsed: 60_000, progress: progress([0.2, 60_000], [0.2, 0]) },
		2000,
	],
])("the individual interval %s", (_promise, wait, expected) => {
	expect(individualInterval(at(wait))).toBeCloseTo(expected, -1);
});

test.each<[string, Partial<WaitSoFar>, number]>([
	["is short at first, for work that is complete at once", { elapsed: 0, waiting: 9 }, 150],
	["is hardly shorter for two waiters than the individual one", { elapsed: 60_000, waiting: 2 }, 1625],
	["is shorter the more waiters there are, down to a bound", { elapsed: 60_000, waiting: 100 }, 1000],
	["is longer before the expected minimum duration, however many wait", { elapsed: 20_000, waiting: 100 }, 7571],
])("the batch interval %s", (_promise, wait, expected) => {
	expect(batchInterval(at(wait))).toBeCloseTo(expected, -1);
});

test("the individual interval grows with contention", () => {
	const intervals = [1, 10, 100].map((waiting) => individualInterval(at({ elapsed: 60_000, waiting })));
	expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
	expect(intervals[2]).toBeGreaterThan(14_000);
});
