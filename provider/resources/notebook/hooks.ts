import { asGiven, object, oneOf, string, type TypesOf } from "../../definition/fields";

/** What is run in the notebook's container. */
const hookFields = {
	/** A command, or the path of a script in the notebook. */
	script: string(),

	/** `COMMAND`: `script` is a command; `SCRIPT`: it is the path of a script. */
	type: oneOf(["COMMAND", "SCRIPT"]),
};

const containerHookFields = {
	/** Before it starts. */
	preStart: object(hookFields, { optional: true }),

	/** Once it has started. */
	postStart: object(hookFields, { optional: true }),
};

const hookGroups = {
	/** Those of its container. */
	containerHooks: object(containerHookFields),
};

/** One command or script. */
export type Hook = TypesOf<typeof hookFields>;

/** Those of a notebook. */
export type Hooks = TypesOf<typeof hookGroups>;

/** Markers of earlier versions have their parts in the order of the program. */
export const hooks = object(hookGroups, { optional: true, response: false, normalize: asGiven });
