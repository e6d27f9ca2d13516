import { Budget } from "../../provider/pace/budget";
import { TokenBucket } from "../../provider/pace/token-bucket";
import { createFakeClock } from "./fake-clock";

test("a second's worth of requests goes at once, the others at the rate", () => {
	const bucket = new TokenBucket(4);
	expect([1, 2, 3, 4, 5, 6].map(() => bucket.take(1000))).toEqual([0, 0, 0, 0, 250, 500]);
});

test("a quiet time saves up a second's worth, and no more", () => {
	const bucket = new TokenBucket(2);
	for (let round = 0; round < 4; round++) bucket.take(0);
	expect([1, 2, 3].map(() => bucket.take(60_000))).toEqual([0, 0, 500]);
});

test("less than one request a second is possible", () => {
	const bucket = new TokenBucket(0.5);
	expect([1, 2, 3].map(() => bucket.take(0))).toEqual([0, 2000, 4000]);
});

test("a rate of nothing is refused", () => {
	expect(() => new TokenBucket(0)).toThrow("`rate`");
});

test("who asks too fast waits", async () => {
	const clock = createFakeClock();
	const budget = new Budget({ requestsPerSecond: 2, clock });
	for (let round = 0; round < 4; round++) expect(await budget.take()).toBe(true);
	expect(clock.pauses).toEqual([500, 500]);
});

test("while the service wants to be left alone, all wait, and do not come back together", async () => {
	const clock = createFakeClock();
	let draws = 0;
	const budget = new Budget({ clock, random: () => draws++ / 2 });
	budget.shut(3000);
	await Promise.all([budget.take(), budget.take()]);
	expect(clock.pauses[0]).toBe(3000);
	expect(clock.now()).toBeGreaterThanOrEqual(3000);
});

test("the longer of two wishes counts", async () => {
	const clock = createFakeClock();
	const budget = new Budget({ clock, random: () => 0 });
	budget.shut(3000);
	budget.shut(1000);
	await budget.take();
	expect(clock.now()).toBe(3000);
});

test("nobody waits for what comes after the deadline", async () => {
	const clock = createFakeClock();
	const budget = new Budget({ requestsPerSecond: 1, clock });
	budget.shut(3000);
	expect(await budget.take(undefined, 2000)).toBe(false);
	expect(clock.pauses).toEqual([]);
});

test("a deadline that has passed stops nobody who need not wait", async () => {
	const clock = createFakeClock(5000);
	expect(await new Budget({ clock }).take(undefined, 4000)).toBe(true);
});

test("an interruption ends the waiting", async () => {
	const budget = new Budget();
	budget.shut(60_000);
	const reason = new Error("Ctrl-C");
	const controller = new AbortController();
	const taken = budget.take(controller.signal);
	controller.abort(reason);
	await expect(taken).rejects.toBe(reason);
});
