/** An object during an operation: always as it was last observed, so that an interruption knows what to keep. */
export interface Tracked<Observed> {
	observed: Observed;
}
