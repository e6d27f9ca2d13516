import { RateLimiter } from "../../../provider/services/rate-limit/rate-limiter";
import { AdaptiveRate } from "../../../provider/services/rate-limit/adaptive-rate";
import { TokenBucket } from "../../../provider/services/rate-limit/token-bucket";
import { createFakeClock, type FakeClock } from "./fake-clock";

/** When each of so many requests may go, if all want to at `now`. */
function schedule(bucket: TokenBucket, now: number, requests: number): number[] {
	let time = now;
	return Array.from({ length: requests }, () => {
		time += bucket.computeWait(time);
		bucket.consume(time);
		return Math.round(time - now);
	});
}

test("a second's worth of requests goes at once, the others at the rate", () => {
	expect(schedule(new TokenBucket(4), 1000, 6)).toEqual([0, 0, 0, 0, 250, 500]);
});

test("a quiet time saves up a second's worth, and no more", () => {
	const bucket = new TokenBucket(2);
	schedule(bucket, 0, 4);
	expect(schedule(bucket, 60_000, 3)).toEqual([0, 0, 500]);
});

test("less than one request a second is possible", () => {
	expect(schedule(new TokenBucket(0.5), 0, 3)).toEqual([0, 2000, 4000]);
});

test("a slower pace holds at once, and takes away what was saved up", () => {
	const bucket = new TokenBucket(10);
	bucket.configure(2, 1, 0);
	expect(schedule(bucket, 0, 3)).toEqual([0, 500, 1000]);
});

test("a rate of zero is rejected", () => {
	expect(() => new TokenBucket(0)).toThrow("`rate`");
});

test("a request above the rate waits", async () => {
	const clock = createFakeClock();
	const rateLimiter = new RateLimiter({ requestsPerSecond: 2, clock });
	for (let round = 0; round < 4; round++) expect(await rateLimiter.acquire()).toBe(true);
	expect(clock.pauses).toEqual([500, 500]);
});

test("requests wait for Retry-After, and are not released together", async () => {
	const clock = createFakeClock();
	const rateLimiter = new RateLimiter({ requestsPerSecond: 10, clock, random: () => 0.5 });
	rateLimiter.pauseFor(3000);
	const times: number[] = [];
	for (let taker = 0; taker < 3; taker++) {
		await rateLimiter.acquire();
		times.push(clock.now());
	}
	expect(times[0]).toBeGreaterThanOrEqual(3000);
	expect(times[2]).toBeGreaterThanOrEqual((times[0] ?? 0) + 200);
});

test("the longer of two pauses counts", async () => {
	const clock = createFakeClock();
	const rateLimiter = new RateLimiter({ clock, random: () => 0 });
	rateLimiter.pauseFor(3000);
	rateLimiter.pauseFor(1000);
	await rateLimiter.acquire();
	expect(clock.now()).toBe(3020);
});

test("a request does not wait for a turn after its deadline", async () => {
	const clock = createFakeClock();
	const rateLimiter = new RateLimiter({ requestsPerSecond: 1, clock });
	rateLimiter.pauseFor(3000);
	expect(await rateLimiter.acquire({ deadline: 2000 })).toBe(false);
	expect(clock.pauses).toEqual([]);
});

test("a deadline that has passed does not stop a request that need not wait", async () => {
	const clock = createFakeClock(5000);
	expect(await new RateLimiter({ clock }).acquire({ deadline: 4000 })).toBe(true);
});

test("an interruption ends the waiting", async () => {
	const rateLimiter = new RateLimiter();
	rateLimiter.pauseFor(60_000);
	const reason = new Error("Ctrl-C");
	const controller = new AbortController();
	const taken = rateLimiter.acquire({ signal: controller.signal });
	controller.abort(reason);
	await expect(taken).rejects.toBe(reason);
});

test("polls have a tenth of the rate, and leave the rest to writes", async () => {
	const clock = createFakeClock();
	const rateLimiter = new RateLimiter({ requestsPerSecond: 20, clock });
	for (let get = 0; get < 6; get++) await rateLimiter.acquire({ isPoll: true });
	expect(clock.now()).toBe(2000);
	for (let change = 0; change < 19; change++) await rateLimiter.acquire();
	expect(clock.now()).toBe(2000);
});

test("the last poll before a deadline does not wait", async () => {
	const clock = createFakeClock();
	const rateLimiter = new RateLimiter({ requestsPerSecond: 10, clock });
	for (let get = 0; get < 3; get++) expect(await rateLimiter.acquire({ isPoll: true, deadline: 0 })).toBe(true);
	expect(clock.now()).toBe(0);
});

/** How many requests of the next second go in it. */
async function countOfNextSecond(rateLimiter: RateLimiter, clock: FakeClock): Promise<number> {
	const end = clock.now() + 1000;
	let count = 0;
	for (;;) {
		await rateLimiter.acquire();
		if (clock.now() >= end) return count;
		count++;
	}
}

test("a throttled request halves the rate of all requests", async () => {
	const clock = createFakeClock();
	const rateLimiter = new RateLimiter({ requestsPerSecond: 40, clock });
	await rateLimiter.acquire();
	rateLimiter.recordThrottle(clock.now());
	expect(await countOfNextSecond(rateLimiter, clock)).toBeLessThanOrEqual(22);
});

test("throttled requests that were sent together count once", () => {
	const congestion = new AdaptiveRate(40);
	expect([1, 2, 3].map(() => congestion.recordThrottle(1000, 1100))).toEqual([true, false, false]);
	expect(congestion.rateAt(1100)).toBe(20);
});

test("a throttled request after the last decrease halves the rate again, down to one a second", () => {
	const congestion = new AdaptiveRate(40);
	for (let at = 1; at < 20; at++) congestion.recordThrottle(at, at);
	expect(congestion.rateAt(20)).toBeCloseTo(1, 1);
});

test("quiet seconds give the pace back bit by bit", () => {
	const congestion = new AdaptiveRate(50);
	congestion.recordThrottle(0, 0);
	expect([0, 1, 5, 60].map((second) => congestion.rateAt(second * 1000))).toEqual([25, 27, 35, 50]);
});
