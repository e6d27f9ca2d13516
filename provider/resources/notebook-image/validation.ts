import type { z } from "zod";
import { collectValidationErrors } from "../../definition/previous/validation";
import {
	hiddenInputs,
	objectOf,
	locationInputs,
	text,
	textOf,
	workspaceId,
	yesOrNo,
} from "../../definition/previous/schema";
import type { ValidationError, Properties } from "../../lifecycle/contract";
import type { Inputs } from "./properties";

const shape = {
	notebookId: textOf("the id of a notebook"),
	name: textOf(
		"1 to 128 lower-case letters, digits, `-`, `_` and `.`, a letter or digit at both ends",
		/^(?=[a-z0-9])[a-z0-9._-]{1,128}$(?<=[a-z0-9])/,
	),
	namespace: textOf(
		"an organisation in SWR: up to 64 lower-case letters, digits, `-`, `_` and `.`, a letter first",
		/^[a-z][a-z0-9._-]{0,63}$/,
	),
	tag: textOf("1 to 64 letters, digits, `-`, `_` and `.`, no `-` or `.` first", /^\w[\w.-]{0,63}$/).optional(),
	description: textOf("up to 512 characters", /^[^]{0,512}$/u),
	workspaceId: workspaceId.optional(),
	startIfStopped: yesOrNo.optional(),
	purgeOnDelete: yesOrNo.optional(),
	rebuild: text.optional(),
	...locationInputs,
	adopt: textOf("the id of a registered image").optional(),
	...hiddenInputs,
} satisfies Record<keyof Inputs, z.ZodType>;

const schema = objectOf(shape);

/** All that is wrong with inputs whose defaults are filled in. */
export function validate(inputs: Properties): ValidationError[] {
	return collectValidationErrors(schema, inputs, []);
}
