/**
 * Whether all variants are tested (`npm run faults`, which sets FAULTS=full), or each promise once (`npm test`). Files
 * named `*.full.test.ts` are run only then.
 */
export const isFull = process.env.FAULTS === "full";

/** Registers tests that only `npm run faults` runs, beside those of their subject that are a gate. */
export function whenFull(register: () => void): void {
	if (isFull) register();
}
