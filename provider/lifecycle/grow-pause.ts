/** How much longer each pause between reads is than the one before. */
const GROWTH = 1.5;

/** The pause before the next read that is to show a write; the first one is a poll interval. */
export function growPause(pause: number): number {
	return pause * GROWTH;
}
