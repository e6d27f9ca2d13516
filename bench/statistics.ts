/** The median; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	if (values.length === 0) throw new Error("There is no median of nothing.");
	const sorted = [...values].sort((a, b) => a - b);
	const upper = Math.floor(sorted.length / 2);
	const [low, high] = [sorted[sorted.length - 1 - upper] ?? 0, sorted[upper] ?? 0];
	return (low + high) / 2;
}

export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export type Range = readonly [least: number, most: number];

export function rangeOf(values: readonly number[]): Range {
	return [Math.min(...values), Math.max(...values)];
}

/** Two figures that were measured one right after the other, so under the same load. */
export interface Pair {
	readonly ours: number;
	readonly other: number;
}

/** Statistics of pairs of numbers. */
export interface Comparison {
	/** Medians. */
	readonly ours: number;
	readonly other: number;
	/**
	 * The median of the ratios within each pair, not the ratio of the medians: a slow minute affects both of a pair.
	 */
	readonly ratio: number;
	/** Of the ratios. */
	readonly range: Range;
	/** The median of the differences within each pair. */
	readonly added: number;
	readonly pairs: number;
}

export function compare(pairs: readonly Pair[]): Comparison {
	const ratios = pairs.map(({ ours, other }) => ours / other);
	return {
		ours: median(pairs.map(({ ours }) => ours)),
		other: median(pairs.map(({ other }) => other)),
		ratio: median(ratios),
		range: rangeOf(ratios),
		added: median(pairs.map(({ ours, other }) => ours - other)),
		pairs: pairs.length,
	};
}

/**
 * Measures all sides one after the other, so many times. The first side rotates: the after-effects of one (a warm
 * cache, a hot processor) affect all equally often.
 */
export async function measureRounds<Side extends string, Measurement>(
	count: number,
	sides: readonly Side[],
	measure: (side: Side) => Promise<Measurement>,
): Promise<Record<Side, Measurement>[]> {
	const rounds: Record<Side, Measurement>[] = [];
	for (let round = 0; round < count; round++) {
		const done: Partial<Record<Side, Measurement>> = {};
		for (const at of sides.keys()) {
			const side = sides[(at + round) % sides.length];
			if (side !== undefined) done[side] = await measure(side);
		}
		rounds.push(done as Record<Side, Measurement>);
	}
	return rounds;
}
