import { Schedule } from "../../../provider/lifecycle/polling/schedule";
import { createFakeClock } from "../rate-limit/fake-clock";

const profile = { individual: 2, batched: 1, expectedMinimum: 40 };
const individually = () => false;

/** Waiters `a`, `b` and so on, added at 0 of a manual clock. */
function open(count: number, { deadline = Infinity } = {}) {
	const clock = createFakeClock();
	const schedule = new Schedule<{ profile: typeof profile; deadline: number }>(1000);
	const waiters = Array.from({ length: count }, () => ({ profile, deadline }));
	for (const waiter of waiters) schedule.add(waiter, clock.now());
	/** Polls all due waiters at that time. */
	const pollAt = (time: number) => {
		clock.advance(time - clock.now());
		for (const waiter of waiters) schedule.endPoll(waiter, clock.now());
	};
	return { clock, schedule, waiters, pollAt };
}

test("a waiter is due when its interval is over, and not before", () => {
	const { clock, schedule, waiters } = open(1);
	expect(schedule.findDue(clock.now(), individually)).toEqual({ due: [], nextAt: 150 });
	clock.advance(149);
	expect(schedule.findDue(clock.now(), individually).due).toEqual([]);
	clock.advance(1);
	expect(schedule.findDue(clock.now(), individually).due).toEqual(waiters);
});

test("a waiter that is being polled is not due until the poll ends", () => {
	const { clock, schedule, waiters } = open(2);
	const [first, second] = waiters;
	clock.advance(150);
	if (first) schedule.startPoll(first);
	expect(schedule.listIdle()).toEqual([second]);
	expect(schedule.findDue(clock.now(), individually).due).toEqual([second]);
	if (first) schedule.endPoll(first, clock.now());
	expect(schedule.listIdle()).toEqual(waiters);
});

test("a waiter that was removed stays so, whatever its last poll does", () => {
	const { clock, schedule, waiters } = open(1);
	for (const waiter of waiters) {
		schedule.startPoll(waiter);
		schedule.remove(waiter);
		schedule.endPoll(waiter, clock.now());
		schedule.restart(waiter, clock.now());
		expect(schedule.has(waiter)).toBe(false);
	}
	expect(schedule.findDue(clock.now(), individually)).toEqual({ due: [], nextAt: Infinity });
});

test("a waiter is due at its deadline at the latest", () => {
	const { clock, schedule, pollAt } = open(1, { deadline: 100_500 });
	pollAt(100_000);
	expect(schedule.findDue(clock.now(), individually).nextAt).toBe(100_500);
});

test("waiters that share a list are due sooner than those that are asked for individually", () => {
	const { clock, schedule, waiters, pollAt } = open(10);
	pollAt(100_000);
	expect(schedule.findDue(clock.now(), () => true).nextAt).toBeLessThan(101_100);
	const [omitted] = waiters;
	expect(schedule.findDue(clock.now(), (waiter) => waiter !== omitted).nextAt).toBeLessThan(101_100);
	expect(schedule.findDue(clock.now(), individually).nextAt).toBeGreaterThan(105_000);
});

test("a waiter whose command was sent is due soon again", () => {
	const { clock, schedule, waiters, pollAt } = open(1);
	pollAt(100_000);
	for (const waiter of waiters) schedule.restart(waiter, clock.now());
	expect(schedule.findDue(clock.now(), individually).nextAt).toBe(100_150);
});

test("a waiter is due by its progress", () => {
	const { clock, schedule, waiters } = open(1);
	for (const [value, at] of [
		[0.1, 10_000],
		[0.9, 90_000],
	] as const) {
		clock.advance(at - clock.now());
		for (const waiter of waiters) schedule.endPoll(waiter, at, { value, at });
	}
	expect(schedule.findDue(clock.now(), individually).nextAt).toBeCloseTo(95_000);
});

test("the expected minimum duration is that of the fastest completion in this run, as soon as there is one", () => {
	const { clock, schedule, waiters, pollAt } = open(2);
	pollAt(20_000);
	const [fast] = waiters;
	expect(schedule.findDue(clock.now(), () => true).nextAt).toBeGreaterThan(22_000);
	if (fast) schedule.complete(fast, clock.now());
	expect(schedule.findDue(clock.now(), () => true).nextAt).toBeLessThan(22_000);
});
