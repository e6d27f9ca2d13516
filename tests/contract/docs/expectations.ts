import type { Kind } from "../../../tools/docs/kinds";
import type { DocumentedProperty } from "../../../tools/docs/properties";

/** No text, no whole number, no list, no object, no true or false: every input refuses it, and says what it wants. */
const REFUSED = 0.5;

/** What the schema accepts for an input, in the words of its own validation error. */
export function findExpectation(kind: Kind, { path }: Pick<DocumentedProperty, "path">): string | undefined {
	const steps = path.split(".");
	const build = (rest: readonly string[]): unknown => {
		const [step = "", ...deeper] = rest;
		if (step === "") return REFUSED;
		const name = step.replace("[]", "");
		const inner = build(deeper);
		return { [name]: step.endsWith("[]") ? [inner] : inner };
	};
	const wrong = build(steps) as Record<string, unknown>;
	const written = path.replaceAll("[]", "[0]");
	const error = kind.check(wrong).find(({ property }) => property === written);
	return /^expected ([^]*), got 0\.5$/.exec(error?.reason ?? "")?.[1];
}
