/** Codes by which ModelArts says that a command for a notebook came too early or too late: it is polled again. */
export const RETRYABLE_CONFLICTS = [6304, 6305, 6306, 6307, 6308, 6327, 6333, 6355, 6357, 6360].map(
	(code) => `ModelArts.${code}`,
);
