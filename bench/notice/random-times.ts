/** A sequence of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
export function drawNumbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The durations of so many objects, milliseconds. */
export function drawTimes(count: number, [from, to]: readonly [number, number], seed: number): number[] {
	const draw = drawNumbers(seed);
	return Array.from({ length: count }, () => Math.round(from + draw() * (to - from)));
}
