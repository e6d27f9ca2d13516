/** What was seen, and when: whoever plans or judges by it later has to know how old it is. */
export interface Reading<T> {
	readonly value: T;

	/** When the answer came, milliseconds since 1970. */
	readonly at: number;
}
