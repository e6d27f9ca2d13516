import type { Properties } from "../../lifecycle/contract";

/**
 * The inputs with what the program no longer says, of those inputs of which it may say nothing: there the object stays as
 * it is. Kept among the inputs, no preview shows a removal that nobody carries out.
 *
 * An object that is made anew is made of what the program says now.
 *
 * @param names of inputs that mean "as it is" where they are left out
 * @param findReplacing what of the inputs makes a new object
 */
export function keepOmitted<Inputs>(
	old: Properties | undefined,
	inputs: Properties,
	names: readonly string[],
	findReplacing: FindReplacing<Inputs>,
): Properties {
	const kept = names.filter((name) => inputs[name] === undefined && old?.[name] !== undefined);
	if (old === undefined || kept.length === 0 || isReplaced(old, inputs, findReplacing)) return inputs;
	return { ...inputs, ...Object.fromEntries(kept.map((name) => [name, old[name]])) };
}

/** Names of the inputs that differ and cannot be changed in place. */
export type FindReplacing<Inputs> = (
	before: Properties & Inputs,
	after: Properties & Inputs,
) => readonly (keyof Inputs)[];

/** Whether a change of the inputs makes a new object. */
export function isReplaced<Inputs>(old: Properties, inputs: Properties, find: FindReplacing<Inputs>): boolean {
	return find(old as Properties & Inputs, inputs as Properties & Inputs).length > 0;
}

/** Where an object is, of every kind. */
export const LOCATION_INPUTS = ["region", "projectId"] as const;
