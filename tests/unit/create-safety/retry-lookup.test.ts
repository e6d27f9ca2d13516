import type { Context } from "../../../provider/lifecycle/contract";
import { retryLookup } from "../../../provider/lifecycle/create-safety/retry-lookup";
import { readUntilNew } from "../../../provider/lifecycle/stale-reads/read-until-new";
import { createFakeClock } from "../rate-limit/fake-clock";

function setUp({ readLag = 30_000, deadline = Infinity } = {}) {
	const clock = createFakeClock();
	const stop = new AbortController();
	const services = { clock, readLag, pollInterval: 1000 };
	const context = { services, pollInterval: 1000, deadline, signal: stop.signal } as unknown as Context;
	return { clock, context, stop };
}

/** What is there once so many milliseconds are over. */
const after = (clock: { now(): number }, milliseconds: number) => () =>
	Promise.resolve(clock.now() >= milliseconds ? "it" : undefined);

describe("what a lost answer has made", () => {
	test("is found as soon as it is shown", async () => {
		const { clock, context } = setUp();
		expect(await retryLookup(0, after(clock, 3000), context)).toBe("it");
		expect(clock.now()).toBe(4750);
	});

	test("is given up when reads cannot lag any more", async () => {
		const { clock, context } = setUp();
		expect(await retryLookup(0, after(clock, Infinity), context)).toBeUndefined();
		expect(clock.now()).toBe(30_000);
	});

	test("is looked for in a window of its own, and once after it", async () => {
		const { clock, context } = setUp();
		expect(await retryLookup(0, after(clock, 60_000), context, 60_000)).toBe("it");
		expect(clock.now()).toBe(60_000);
	});

	test("is looked for three times even if the request is old", async () => {
		const { clock, context } = setUp();
		clock.advance(3_600_000);
		expect(await retryLookup(0, after(clock, Infinity), context)).toBeUndefined();
		expect(clock.pauses).toEqual([1000, 1000]);
	});

	test("is not looked for after the time-out", async () => {
		const { clock, context } = setUp({ deadline: 5000 });
		await retryLookup(0, after(clock, Infinity), context);
		expect(clock.now()).toBe(5000);
	});

	test("is not looked for any more after an interruption", async () => {
		const { clock, context, stop } = setUp();
		const get = () => Promise.resolve(void stop.abort());
		expect(await retryLookup(0, get, context)).toBeUndefined();
		expect(clock.pauses).toEqual([]);
	});
});

describe("what a write of our own has changed", () => {
	const isNew = (observed: string) => observed === "new";
	const shownAfter = (clock: { now(): number }, milliseconds: number) => () =>
		Promise.resolve(clock.now() >= milliseconds ? "new" : "old");

	test("is not looked at again if it is shown at once", async () => {
		const { clock, context } = setUp();
		expect(await readUntilNew("new", shownAfter(clock, 0), isNew, context)).toBe("new");
		expect(clock.pauses).toEqual([]);
	});

	test("is looked at until it is shown", async () => {
		const { clock, context } = setUp();
		expect(await readUntilNew("old", shownAfter(clock, 3000), isNew, context)).toBe("new");
	});

	test("is as it is shown when reads cannot lag any more", async () => {
		const { clock, context } = setUp();
		expect(await readUntilNew("old", shownAfter(clock, Infinity), isNew, context)).toBe("old");
		expect(clock.now()).toBeGreaterThanOrEqual(30_000);
		expect(clock.now()).toBeLessThan(33_000);
	});

	test("is not waited for after an interruption", async () => {
		const { clock, context, stop } = setUp();
		stop.abort();
		await expect(readUntilNew("old", shownAfter(clock, Infinity), isNew, context)).rejects.toThrow("interrupted");
	});
});
