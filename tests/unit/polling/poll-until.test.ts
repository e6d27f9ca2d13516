import { changingNotebook as profile } from "../../../provider/lifecycle/polling/profiles";
import { pollUntil } from "../../../provider/lifecycle/polling/poll-until";

const never = new AbortController().signal;
/** Far beyond what any of these takes on any machine. */
const soon = () => Date.now() + 300_000;

function counting(until: number) {
	let polls = 0;
	return { get: () => Promise.resolve(++polls), isDone: (observed: number) => observed >= until };
}

test("a wait ends with the first poll that shows it done", async () => {
	await expect(pollUntil({ ...counting(3), profile, signal: never, deadline: soon(), pollInterval: 1 })).resolves.toBe(
		3,
	);
});

test("a wait that is done already takes no poll", async () => {
	const get = jest.fn();
	await expect(
		pollUntil({ get, isDone: () => true, first: 7, profile, signal: never, deadline: soon(), pollInterval: 1 }),
	).resolves.toBe(7);
	expect(get).not.toHaveBeenCalled();
});

test("a wait times out at its deadline, after a last poll", async () => {
	const { get } = counting(Infinity);
	const polled = jest.fn(get);
	const wait = pollUntil({
		get: polled,
		isDone: () => false,
		profile,
		signal: never,
		deadline: Date.now() + 20,
		pollInterval: 1000,
	});
	await expect(wait).rejects.toMatchObject({ name: "WaitAbortedError", reason: "timed out" });
	expect(polled).toHaveBeenCalledTimes(1);
});

test("a wait ends at once when it is interrupted", async () => {
	const stop = new AbortController();
	const wait = pollUntil({
		...counting(Infinity),
		profile,
		signal: stop.signal,
		deadline: soon(),
		pollInterval: 1_000_000,
	});
	stop.abort();
	await expect(wait).rejects.toMatchObject({ reason: "interrupted" });
});

test("an error of a poll ends the wait with that error", async () => {
	const get = () => Promise.reject(new Error("forbidden"));
	await expect(
		pollUntil({ get, isDone: () => false, profile, signal: never, deadline: soon(), pollInterval: 1 }),
	).rejects.toThrow("forbidden");
});

test("a poll under way has no timer beside it, which would keep the process alive", async () => {
	const pauses: number[] = [];
	const clock = {
		now: Date.now,
		date: Date.now,
		sleep: (milliseconds: number) => {
			pauses.push(milliseconds);
			return new Promise<void>(() => {});
		},
	};
	const stop = new AbortController();
	let before = Infinity;
	const hanging = () => {
		before = pauses.length;
		return new Promise<never>(() => {});
	};
	const wait = pollUntil({
		get: hanging,
		isDone: () => false,
		profile,
		signal: stop.signal,
		deadline: soon(),
		pollInterval: 0,
		clock,
	});
	await new Promise(setImmediate);
	expect(before).toBeLessThan(Infinity);
	expect(pauses.slice(before)).toEqual([]);
	stop.abort();
	await expect(wait).rejects.toMatchObject({ reason: "interrupted" });
});
