import type { Context } from "../../../lifecycle/contract";
import type { Intent } from "../../../lifecycle/create-safety/resource-intent";
import { isOfThisCreate, reportDuplicates } from "../../../lifecycle/create-safety/report-duplicates";
import { MARKER_KEY, digestOf, readTag, tagOwnerOfDigest } from "../../../lifecycle/create-safety/ownership-marker";
import { listReplacing } from "../../../definition/diff";
import { cloudImage, type Inputs } from "../definition";
import { idsOf, type ImageSet, omitKnown } from "../image-set";
import { getImages, readerOfTags } from "../poll";
import { findByMarkers, findMarkers } from "./markers";

/**
 * Two runs at the same time, on two machines, make two images: their names need not differ, but their markers are one. And
 * what another machine had finished before it was killed cannot be told from an image that is just being replaced.
 *
 * @returns what carries the marker of this very create: its request was delivered twice, and nobody else has it
 */
export async function warnOfDuplicates(
	{ images }: ImageSet,
	inputs: Inputs,
	context: Context,
): Promise<{ id: string }[]> {
	const marked = omitKnown(await findMarkers(inputs.identity, context), images);
	const others = marked.filter(({ id }) => context.intent.findOwner({ id }) === undefined);
	const digest = digestOf(listReplacing(cloudImage, inputs));
	// Finished ones of other inputs than now are being replaced; an open one of other inputs is of before an edit.
	const candidates = others.filter(({ marker }) => marker.state === "open" || marker.digest === digest);
	const existing = new Map((await getImages(idsOf(candidates), context)).map((image) => [image.id, image]));
	const duplicates = candidates.filter(({ id }) => existing.has(id));
	const timeOf = (id: string) => Date.parse(existing.get(id)?.created_at ?? "");
	const open = duplicates.filter(({ marker }) => marker.state === "open");
	const repeated = duplicates.filter(
		({ id, marker }) =>
			marker.state !== "done" &&
			marker.digest === digest &&
			isOfThisCreate(marker.identity, timeOf(id), inputs.identity, context),
	);
	const pending = omitKnown(open, repeated);
	const finished = omitKnown(duplicates, [...open, ...repeated]);
	const of = `the image ${inputs.name}`;
	reportDuplicates({ of, pending: idsOf(pending), finished: idsOf(finished) }, context);
	return repeated;
}

/** Names the images that this machine began to make and whose job it never learnt: their marker is open, whatever the inputs. */
export async function findOrphans(intent: Intent, inputs: Inputs, context: Context): Promise<string[]> {
	const identity = intent.identity ?? inputs.identity;
	const marked = await findByMarkers([tagOwnerOfDigest(identity, intent.digest, "open")], context);
	return nameImages(idsOf(marked), context);
}

/**
 * In a refresh: what an interrupted replacement by order has begun, if the run after it did not ask for it again. In a
 * renamed stack only the intent knows its identity.
 */
export async function warnOfOrphans({ images }: ImageSet, inputs: Inputs, context: Context): Promise<void> {
	const identities = new Set([inputs.identity, context.intent.readUnnamed()?.identity]);
	// Best effort: what cannot be read, or not in time, does not keep a refresh from its work.
	const marked = [...((await readerOfTags(context.services).readAll(context)) ?? [])];
	const open = [...identities]
		.filter((identity) => typeof identity === "string")
		.flatMap((identity) =>
			marked.filter(([, tags]) => readTag(tags[MARKER_KEY], identity)?.state === "open").map(([id]) => ({ id })),
		);
	const names = await nameImages(idsOf(omitKnown(open, images)), context);
	if (names.length === 0) return;
	context.warn(
		`An interrupted replacement has made ${names.join(", ")}, which nothing refers to, unless another run is making it just now. ` +
			"Replace the resource again to go on with that, or delete it.",
	);
}

async function nameImages(ids: readonly string[], context: Context): Promise<string[]> {
	const images = await getImages(ids, context);
	return images.map(({ id, name }) => `the image ${name} (${id})`);
}
