/** Numbers from 0 to 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x9e3779b9) | 0;
		let value = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
		value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
		return ((value ^ (value >>> 15)) >>> 0) / 2 ** 32;
	};
}
