import type { ModelArtsErrors } from "./modelarts-errors";

const forbidden = /[&<>"'/]/g;

/** Replaces the characters that have an error of their own (6334), so that the check of a name's form ignores them. */
export function maskForbiddenCharacters(value: string): string {
	return value.replaceAll(forbidden, "-");
}

export function isShortText(value: string): boolean {
	return [...value].length <= 512;
}

export function checkCharacters(text: string, errors: ModelArtsErrors): void {
	const [found] = text.match(forbidden) ?? [];
	if (found) throw errors.create("6334", found);
}
