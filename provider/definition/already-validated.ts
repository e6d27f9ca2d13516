import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../lifecycle/contract";

/**
 * Whether these very inputs are in the state already.
 *
 * Then they were found to be right when they got there, or they are what the cloud itself was read to have; a rule looks
 * at nothing but the inputs, so it would say the same again. Most of what a run checks has not changed, and the rules,
 * with all that they need, are not even loaded for it. Something of a new version that is stricter than an old one is
 * said with the next change of the inputs.
 *
 * @param old what is in the state; absent when the object is new
 * @param inputs with the defaults filled in
 */
export function isAlreadyValidated(old: Properties | undefined, inputs: Properties): boolean {
	if (!old) return false;
	const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
	return (
		given.length === Object.keys(old).length &&
		given.every(([name, value]) => value === old[name] || isDeepStrictEqual(value, old[name]))
	);
}
