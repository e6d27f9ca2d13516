import type { ModelArtsErrors } from "./modelarts-errors";

/** The query of a list, read strictly: what is no number or not among the words is refused. */
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

	/** A whole number. `otherwise`: when it is left out; `least`: what is below is refused. */
	count(name: string, fallback = 0, min = 0): number {
		const text = this.query.get(name) ?? String(fallback);
		if (!/^-?\d+$/.test(text)) throw this.errors.create("6332", name, "Integer");
		if (Number(text) < min) throw this.errors.create("6336", name);
		return Number(text);
	}
}
