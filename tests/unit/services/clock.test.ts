import type { systemClock } from "../../../provider/services/clock";

/** The clock of a process that begins at this date, as much later as `performance.now()` says. */
function readLater(milliseconds: number): number {
	jest.spyOn(Date, "now").mockReturnValue(1000);
	const reading = jest.spyOn(performance, "now").mockReturnValue(0);
	let clock: typeof systemClock | undefined;
	jest.isolateModules(() => {
		({ systemClock: clock } = jest.requireActual<{ systemClock: typeof systemClock }>(
			"../../../provider/services/clock",
		));
	});
	reading.mockReturnValue(milliseconds);
	return clock!.now();
}

afterEach(() => jest.restoreAllMocks());

test.each([
	[0, 1000],
	[0.6, 1000],
	[0.999, 1000],
	[1, 1001],
	[1.7, 1001],
])("the clock is rounded down as the machine's date is: after %s ms it reads %i", (milliseconds, expected) => {
	expect(readLater(milliseconds)).toBe(expected);
});
