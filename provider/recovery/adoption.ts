import { showValue } from "../checking/complaints";

/** What an object that is to be taken over is like, and what the program says of it. */
export interface Comparison<Inputs> {
	/** As messages name it: `notebook DE-1`. */
	readonly title: string;
	readonly there: Inputs;
	readonly wanted: Inputs;

	/** Names of the inputs that differ and cannot be changed. */
	readonly differences: readonly (keyof Inputs & string)[];
}

/** @throws if it is not what the program describes, in words that say what is */
export function refuseDifferent<Inputs>({ title, there, wanted, differences }: Comparison<Inputs>): void {
	if (differences.length === 0) return;
	const reasons = differences.map(
		(name) => `${name} is ${showValue(there[name])} there, ${showValue(wanted[name])} in the program`,
	);
	throw new Error(
		`The ${title} cannot be adopted, as it differs in what cannot be changed: ${reasons.join("; ")}. ` +
			"Write into the program what is there.",
	);
}
