import type { Context } from "../../../lifecycle/contract";
import type { Intent } from "../../../lifecycle/create-safety/resource-intent";
import { readTag, tagOwnerOfDigest } from "../../../lifecycle/create-safety/ownership-marker";
import { getImages } from "../match-images";
import { searchMarks } from "./find-by-tag";
import type { Inputs } from "../definition";
import { MARK_KEY } from "../tag-rules";
import { readerOfTags } from "../poll";

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
	return nameImages(ids, context);
}

/**
 * In a refresh: what an interrupted replacement by order has begun, if the run after it did not ask for it again. In a
 * renamed stack only the intent knows its identity.
 */
export async function warnOfOrphans(inputs: Inputs, known: readonly string[], context: Context): Promise<void> {
	const given = [inputs.identity, context.intent.readUnnamed()?.identity];
	const identities = new Set(given.filter((identity) => typeof identity === "string"));
	const found = await Promise.all([...identities].map((identity) => searchOpen(identity, context)));
	const open = found.flat().filter(({ id }) => !known.includes(id));
	const names = await nameImages(
		open.map(({ id }) => id),
		context,
	);
	if (names === undefined) return;
	context.warn(
		`An interrupted replacement has made ${names}, which nothing refers to, unless another run is making it just now. ` +
			"Replace the resource again to go on with that, or delete it.",
	);
}

async function nameImages(ids: readonly string[], context: Context): Promise<string | undefined> {
	const images = await getImages(ids, context);
	const names = images.map(({ id, name }) => `the image ${name} (${id})`);
	return names.length > 0 ? names.join(", ") : undefined;
}

/** A courtesy: what cannot be asked for, or not in time, does not keep a refresh from its work. */
async function searchOpen(identity: string, context: Context): Promise<readonly { readonly id: string }[]> {
	const marked = (await readerOfTags(context.cloud).readAll(undefined, context.deadline)) ?? new Map<string, Tags>();
	return [...marked].filter(([, tags]) => readTag(tags[MARK_KEY], identity)?.isOpen).map(([id]) => ({ id }));
}

type Tags = Readonly<Record<string, string>>;
