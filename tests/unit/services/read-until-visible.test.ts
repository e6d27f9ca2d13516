import { readUntilVisible } from "../../../provider/services/read-until-visible";
import { RecentlyCreated } from "../../../provider/services/recently-created";
import { createFakeClock } from "../rate-limit/fake-clock";

const LAG = 30_000;

/** A service that shows an object after so many milliseconds, and one that knows how old the object is. */
function setUp({ shownAfter = Infinity, isYoung = true } = {}) {
	const clock = createFakeClock();
	const recentlyCreated = new RecentlyCreated(LAG, clock);
	if (isYoung) recentlyCreated.record("n1");
	let polls = 0;
	const ask = () => Promise.resolve((polls++, clock.now() >= shownAfter ? { id: "n1" } : undefined));
	const get = (deadline?: number, signal?: AbortSignal) =>
		readUntilVisible("n1", ask, { services: { clock, recentlyCreated, pollInterval: 1000 }, deadline, signal });
	return { clock, recentlyCreated, get, count: () => polls };
}

test("an object that is shown is read once", async () => {
	const { get, count } = setUp({ shownAfter: 0 });
	expect(await get()).toEqual({ id: "n1" });
	expect(count()).toBe(1);
});

test("an object that was not just created does not exist after one response", async () => {
	const { get, count } = setUp({ isYoung: false });
	expect(await get()).toBeUndefined();
	expect(count()).toBe(1);
});

test("a recently created object is read again until it is shown, at increasing intervals", async () => {
	const { get, clock } = setUp({ shownAfter: 4000 });
	expect(await get()).toEqual({ id: "n1" });
	expect(clock.pauses).toEqual([1000, 1500, 2250]);
});

test("a recently created object that is never shown does not exist once the read lag is over, not before", async () => {
	const { get, clock } = setUp();
	expect(await get()).toBeUndefined();
	expect(clock.now()).toBe(LAG);
});

test("a recently created object is not concluded to be deleted because the timeout comes first", async () => {
	const { get, clock } = setUp();
	await expect(get(10_000)).rejects.toThrow("does not show n1 yet");
	expect(clock.now()).toBeLessThanOrEqual(10_000);
});

test("an interruption ends the wait for a young object", async () => {
	const stop = new AbortController();
	stop.abort(new Error("interrupted"));
	await expect(setUp().get(undefined, stop.signal)).rejects.toThrow("interrupted");
});

test("a recently created object whose deletion was sent does not exist after one response", async () => {
	const { get, recentlyCreated, count } = setUp();
	await recentlyCreated.delete("n1", () => Promise.resolve());
	expect(await get()).toBeUndefined();
	expect(count()).toBe(1);
});

test("a young object whose deletion failed stays young", async () => {
	const { recentlyCreated } = setUp();
	await expect(recentlyCreated.delete("n1", () => Promise.reject(new Error("busy")))).rejects.toThrow("busy");
	expect(recentlyCreated.timeLeft("n1")).toBe(LAG);
});

test("a recently created object that a deletion does not find does not exist", async () => {
	const { recentlyCreated } = setUp();
	const isNotFound = () => true;
	await expect(recentlyCreated.delete("n1", () => Promise.reject(new Error("gone")), isNotFound)).rejects.toThrow(
		"gone",
	);
	expect(recentlyCreated.timeLeft("n1")).toBe(0);
});

test.each([
	["now", 100_000, LAG],
	["ten seconds ago", 90_000, 20_000],
	["a minute ago", 40_000, 0],
	["in a minute, by a clock that is ahead", 160_000, LAG],
	["at a time that cannot be read", Number.NaN, 0],
])("an object that was created %s", (_when, at, left) => {
	const clock = createFakeClock(100_000);
	const recentlyCreated = new RecentlyCreated(LAG, clock);
	recentlyCreated.record("n1", at);
	expect(recentlyCreated.timeLeft("n1")).toBe(left);
});

test("an older time that is noted later makes an object no older", () => {
	const clock = createFakeClock(100_000);
	const recentlyCreated = new RecentlyCreated(LAG, clock);
	recentlyCreated.record("n1");
	recentlyCreated.record("n1", 80_000);
	expect(recentlyCreated.timeLeft("n1")).toBe(LAG);
});
