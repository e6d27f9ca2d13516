import { ManualClock, startSimulator } from "modelarts-simulator";
import type { Clock, Simulator } from "modelarts-simulator";
import { systemClock } from "../../../simulator/source/clock/clock";

test.each<[string, Clock, (clock: Clock) => void]>([
	["the system's clock", systemClock, () => undefined],
	["a manual clock", new ManualClock(), (clock) => (clock as ManualClock).advance(5)],
])("a sleep of %s ends after its time, or when it is aborted", async (_, clock, pass) => {
	const start = clock.now();
	const slept = clock.sleep(5);
	pass(clock);
	await slept;
	expect(clock.now() - start).toBeGreaterThanOrEqual(4);
	const off = new AbortController();
	const endless = clock.sleep(1e9, off.signal);
	off.abort();
	await endless;
	await clock.sleep(1e9, off.signal);
});

test("the sleepers of a manual clock wake in the order of their times", async () => {
	const clock = new ManualClock();
	const woken: number[] = [];
	const sleepers = [30, 10, 20].map((time) => clock.sleep(time).then(() => woken.push(time)));
	expect(clock.nextWake()).toBe(clock.now() + 10);
	clock.advance(25);
	await sleepers[2];
	expect(woken).toEqual([10, 20]);
	clock.advance(5);
	await Promise.all(sleepers);
	expect(woken).toEqual([10, 20, 30]);
});

test("undefined options have their defaults", async () => {
	let simulator: Simulator | undefined;
	try {
		simulator = await startSimulator({ host: undefined, accessKey: undefined, seed: undefined });
		expect(simulator.url).toContain("127.0.0.1");
		expect(simulator.accessKey).toHaveLength(20);
	} finally {
		await simulator?.close();
	}
});
