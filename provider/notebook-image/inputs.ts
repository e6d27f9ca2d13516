import { findComplaints } from "../checking/complaints";
import { hiddenInputs, objectOf, placeInputs, textOf, yesOrNo } from "../checking/schema";
import type { CheckResult, Properties } from "../lifecycle";
import { defaultName, keepIdentity } from "../recovery/identity";
import { describeOwner } from "../recovery/mark";

/** Names in SWR: what is not allowed in them becomes `-`. */
const NAME = { forbidden: /[^a-z0-9._-]/, length: 128 };

const schema = objectOf({
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
	workspaceId: textOf('"0" or the 32 letters and digits of a workspace', /^(0|[0-9a-z]{32})$/).optional(),
	startIfStopped: yesOrNo.optional(),
	purgeOnDelete: yesOrNo.optional(),
	rebuild: textOf("text that is not empty").optional(),
	...placeInputs,
	adopt: textOf("the id of a registered image").optional(),
	...hiddenInputs,
});

export const inputNames = Object.keys(schema.shape) as (keyof typeof schema.shape)[];

/** Fills in the default name and description, and finds every mistake. */
export function checkInputs(old: Properties | undefined, news: Properties): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "NotebookImage");
	const inputs = {
		...news,
		identity,
		name: news.name ?? old?.name ?? nameBy(identity),
		description: news.description ?? describeOwner(identity),
	};
	return { inputs, complaints: findComplaints(schema, inputs, []) };
}

/** In lower case, and nothing but a letter or digit first. */
function nameBy(identity: string): string {
	return defaultName(identity.toLowerCase(), NAME).replace(/^[._-]+/, "");
}
