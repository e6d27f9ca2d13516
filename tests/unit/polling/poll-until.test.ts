import { changingNotebook as rhythm } from "../../../provider/lifecycle/polling/profiles";
import { waitFor } from "../../../provider/lifecycle/polling/poll-until";

const never = new AbortController().signal;
/** Far beyond what any of these takes on any machine. */
const soon = () => Date.now() + 300_000;

function counting(until: number) {
	let looks = 0;
	return { look: () => Promise.resolve(++looks), settled: (seen: number) => seen >= until };
}

test("a wait ends with the first look that is settled", async () => {
	await expect(waitFor({ ...counting(3), rhythm, signal: never, deadline: soon(), pollInterval: 1 })).resolves.toBe(3);
});

test("what is settled already is not looked at again", async () => {
	const look = jest.fn();
	await expect(
		waitFor({ look, settled: () => true, first: 7, rhythm, signal: never, deadline: soon(), pollInterval: 1 }),
	).resolves.toBe(7);
	expect(look).not.toHaveBeenCalled();
});

test("a wait gives up at its deadline, after a last look", async () => {
	const { look } = counting(Infinity);
	const looked = jest.fn(look);
	const wait = waitFor({
		look: looked,
		settled: () => false,
		rhythm,
		signal: never,
		deadline: Date.now() + 20,
		pollInterval: 1000,
	});
	await expect(wait).rejects.toMatchObject({ name: "WaitEndedError", reason: "timed out" });
	expect(looked).toHaveBeenCalledTimes(1);
});

test("a wait ends at once when it is interrupted", async () => {
	const stop = new AbortController();
	const wait = waitFor({
		...counting(Infinity),
		rhythm,
		signal: stop.signal,
		deadline: soon(),
		pollInterval: 1_000_000,
	});
	stop.abort();
	await expect(wait).rejects.toMatchObject({ reason: "interrupted" });
});

test("an error of the look ends the wait with that error", async () => {
	const look = () => Promise.reject(new Error("forbidden"));
	await expect(
		waitFor({ look, settled: () => false, rhythm, signal: never, deadline: soon(), pollInterval: 1 }),
	).rejects.toThrow("forbidden");
});

test("while a look is on its way nothing is timed, which would keep the process alive", async () => {
	const pauses: number[] = [];
	const clock = {
		now: Date.now,
		pause: (milliseconds: number) => {
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
	const wait = waitFor({
		look: hanging,
		settled: () => false,
		rhythm,
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
