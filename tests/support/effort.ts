/** The duration of {@link reference} on the machine that limits are meant for, milliseconds. */
const NOMINAL_MS = 50;

/** Processor time of synchronous work, milliseconds. The load of other processes does not count. */
function measure(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** Work similar to the measured one: objects, texts, patterns. */
function reference(): void {
	for (let at = 0; at < 60_000; at++) JSON.parse(JSON.stringify({ at, text: `${at}`.repeat(3).replace(/1+/g, "-") }));
}

let speed: number | undefined;

/**
 * Expects that some work takes at most so much time on the machine that limits are meant for; a slower one is given
 * more, by its own measurement. Work that grows with the square of its input takes a hundred times as long.
 */
export function expectQuick<Result>(milliseconds: number, work: () => Result): Result {
	speed ??= Math.max(1, Math.min(...[1, 2, 3].map(() => measure(reference))) / NOMINAL_MS);
	let result: Result | undefined;
	const spent = measure(() => void (result = work()));
	if (spent >= milliseconds * speed) expect(spent).toBeLessThan(milliseconds * speed);
	return result as Result;
}
