import type { Context } from "../lifecycle";
import type { Intent } from "../recovery/intent-log";
import { tagOwnerOfDigest } from "../recovery/mark";
import { lookAtImages } from "./images";
import { searchMarks } from "./mark-search";
import type { Inputs } from "./properties";

/**
 * The images, in words, that this machine began to make and whose job it never learnt: their mark is open, whatever the
 * inputs were. `undefined` if there are none but those known.
 */
export async function nameTraces(
	intent: Intent,
	inputs: Inputs,
	known: readonly string[],
	context: Context,
): Promise<string | undefined> {
	const identity = intent.identity ?? inputs.identity;
	const marked = await searchMarks([tagOwnerOfDigest(identity, intent.digest, "open")], context);
	const ids = marked.map(({ id }) => id).filter((id) => !known.includes(id));
	const images = await lookAtImages(ids, context);
	const names = images.map(({ id, name }) => `the image ${name} (${id})`);
	return names.length > 0 ? names.join(", ") : undefined;
}

/** In a refresh: what an interrupted replacement by order has begun, if the run after it did not ask for it again. */
export async function warnOfTraces(inputs: Inputs, known: readonly string[], context: Context): Promise<void> {
	const intent = context.intent.readUnnamed();
	const begun = intent && (await nameTraces(intent, inputs, known, context));
	if (begun === undefined) return;
	context.warn(
		`An interrupted replacement has made ${begun}, which nothing refers to. Replace the resource again to go on with ` +
			"that, or delete it.",
	);
}
