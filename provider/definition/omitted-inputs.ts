import type { Properties } from "../lifecycle/contract";
import type { Definition } from "./definition";
import { findReplacing } from "./diff";
import type { Fields } from "./fields";

/**
 * The inputs with what the program no longer says, of those inputs of which it may say nothing: there the object keeps what
 * it has. Kept among the inputs, no preview shows a removal that nobody carries out.
 *
 * An object that is made anew is made of what the program says now.
 */
export function keepOmitted(definition: Definition, old: Properties | undefined, inputs: Properties): Properties {
	if (!old) return inputs;
	const kept = keepFields(definition.inputs, old, inputs);
	return kept === inputs || findReplacing(definition, old, inputs).length > 0 ? inputs : kept;
}

function keepFields(fields: Fields, old: Properties, inputs: Properties): Properties {
	const kept = Object.entries(fields).flatMap(([name, field]) => {
		const [before, now] = [old[name], inputs[name]];
		if (field.keepWhenOmitted && now === undefined && before !== undefined) return [[name, before] as const];
		if (field.type !== "object" || !isObject(before) || !isObject(now)) return [];
		const inner = keepFields(field.fields, before, now);
		return inner === now ? [] : [[name, inner] as const];
	});
	return kept.length === 0 ? inputs : { ...inputs, ...Object.fromEntries(kept) };
}

function isObject(value: unknown): value is Properties {
	return value !== null && typeof value === "object" && !Array.isArray(value);
}
