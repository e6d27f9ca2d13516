/** What is known when the next look has to be planned. */
export interface WaitSoFar {
	/** Milliseconds since the wait began. */
	readonly elapsed: number;

	/** How often we looked. */
	readonly looks: number;

	/** The user's `pollInterval`, milliseconds: the shortest pause between two looks, except for the first. */
	readonly shortest: number;
}

/**
 * Milliseconds until the next look.
 *
 * Early for what is done at once, then every 2.2 times the shortest pause: a notebook takes one to three minutes, and a
 * pause of 2.2 s notices it 1.1 s late on average. What takes more than ten minutes can wait for 5 s.
 */
export function pauseBeforeLook({ elapsed, looks, shortest }: WaitSoFar): number {
	if (looks === 0) return shortest / 4;
	if (looks === 1) return shortest;
	return elapsed < 600 * shortest ? 2.2 * shortest : 5 * shortest;
}
