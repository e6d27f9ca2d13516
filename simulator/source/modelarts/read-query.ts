import type { ModelArtsErrors } from "./modelarts-errors";

/** Reads the query of a list strictly: rejects invalid numbers and unknown values. */
export class QueryReader {
	constructor(
		private readonly query: URLSearchParams,
		private readonly errors: ModelArtsErrors,
	) {}

	text(name: string): string | null {
		return this.query.get(name);
	}

	oneOf(name: string, allowed: readonly string[]): string | null {
		const value = this.query.get(name);
		if (value !== null && !allowed.includes(value)) throw this.errors.create("6336", name);
		return value;
	}

	/** An integer of at least `min`; `fallback` if it is omitted. */
	count(name: string, fallback = 0, min = 0): number {
		const text = this.query.get(name) ?? String(fallback);
		if (!/^-?\d+$/.test(text)) throw this.errors.create("6332", name, "Integer");
		if (Number(text) < min) throw this.errors.create("6336", name);
		return Number(text);
	}
}
