import type { ModelArtsRefusals } from "./modelarts-refusals";

/** The query of a list, read strictly: what is no number or not among the words is refused. */
export class QueryReader {
	constructor(
		private readonly query: URLSearchParams,
		private readonly refusals: ModelArtsRefusals,
	) {}

	text(name: string): string | null {
		return this.query.get(name);
	}

	oneOf(name: string, words: readonly string[]): string | null {
		const value = this.query.get(name);
		if (value !== null && !words.includes(value)) throw this.refusals.refuse("6336", name);
		return value;
	}

	/** A whole number. `otherwise`: when it is left out; `least`: what is below is refused. */
	count(name: string, otherwise = 0, least = 0): number {
		const text = this.query.get(name) ?? String(otherwise);
		if (!/^-?\d+$/.test(text)) throw this.refusals.refuse("6332", name, "Integer");
		if (Number(text) < least) throw this.refusals.refuse("6336", name);
		return Number(text);
	}
}
