import { z } from "zod";
import { recordWords } from "../fields";

/**
 * Building blocks of input schemas. Every message is what is expected, to complete "expected …, got …".
 */

/** An object with these inputs and no others. The message lists them, for suggestions. */
export function objectOf<Shape extends z.core.$ZodShape>(shape: Shape, expected = "an object") {
	const known = Object.keys(shape).join(",");
	return z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? known : expected) });
}

export function textOf(expected: string, rule = /[^]/) {
	return z.string({ error: expected }).regex(rule, { error: expected });
}

export const text = textOf("text that is not empty");

/** Names and what they stand for, such as tags. */
export const objectOfTexts = z.record(z.string(), textOf("text", /^/), { error: "an object of texts" });

/** Of ModelArts, where quotas and rights may differ. */
export const workspaceId = textOf('"0" or the 32 letters and digits of a workspace', /^(0|[0-9a-z]{32})$/);

export function wholeNumberOf(least: number, most: number, unit: string) {
	const error = `a whole number from ${least} to ${most} (${unit})`;
	return z.int({ error }).min(least, { error }).max(most, { error });
}

export function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
	return z.enum(values, { error: nameWords(values) });
}

/** One of these words, as the service itself writes them in capitals here and small letters there. */
export function oneOfInAnyCase(...values: string[]) {
	return textOf(nameWords(values), new RegExp(`^(${values.join("|")})$`, "i"));
}

function nameWords(values: readonly string[]): string {
	recordWords(values);
	return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
}

export const yesOrNo = z.boolean({ error: "true or false" });

const seconds = z.number().optional();

/** What every kind has besides its own inputs. */
export const hiddenInputs = {
	identity: textOf("an identity"),
	timeouts: objectOf({ create: seconds, read: seconds, update: seconds, delete: seconds }).optional(),
};

/** Where an object is to be, of every kind. */
export const locationInputs = {
	region: text.optional(),
	projectId: text.optional(),
};
