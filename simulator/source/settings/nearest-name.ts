/**
 * Finds the known name that was most likely intended, for "did you mean": one that contains the wrong name, or the most
 * similar one.
 */
export function findNearestName(wrong: string, known: readonly string[]): string | undefined {
	const distances = known.map((name) => ({ name, distance: measure(wrong.toLowerCase(), name.toLowerCase()) }));
	return distances.sort((a, b) => a.distance - b.distance)[0]?.name;
}

function measure(wrong: string, name: string): number {
	const holds = wrong.length > 2 && (name.includes(wrong) || wrong.includes(name));
	return holds ? 1 : countChanges(wrong, name);
}

/** The Levenshtein distance, computed row by row. */
function countChanges(from: string, to: string): number {
	let above = Array.from({ length: to.length + 1 }, (_, column) => column);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const swap = above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
			current.push(Math.min(swap, above[column]! + 1, current[column - 1]! + 1));
		}
		above = current;
	}
	return above[to.length]!;
}
