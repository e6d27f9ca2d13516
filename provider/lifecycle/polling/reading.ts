/** What was read, and when: whoever plans or judges by it later has to know how old it is. */
export interface Reading<T> {
	readonly value: T;

	/** When the response came, milliseconds since 1970. */
	readonly at: number;
}
