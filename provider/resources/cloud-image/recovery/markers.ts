import type { TaggedImage } from "../../../services/ims/tags";
import type { Services } from "../../../services/services";
import type { Context } from "../../../lifecycle/contract";
import { MARKER_KEY, beginningOfTags, type Marker, readTag } from "../../../lifecycle/create-safety/ownership-marker";
import { BatchedQuery } from "../../../lifecycle/polling/batched-query";

/** Values of one tag that the service takes in one question. */
const VALUES_AT_ONCE = 10;

const ofValues = new BatchedQuery<string, TaggedImage[], Services>(async (services, values, deadline) => {
	const parts: string[][] = [];
	while (values.length > 0) parts.push(values.splice(0, VALUES_AT_ONCE));
	const answers = await Promise.all(
		parts.map((part) => services.imsTags.findImagesByTag(MARKER_KEY, part, { deadline })),
	);
	return answers.flat();
});

/** The one question for all markers, whatever their values. */
const ofAll = new BatchedQuery<string, TaggedImage[], Services>((services, _values, deadline) =>
	services.imsTags.findImagesByTag(MARKER_KEY, undefined, { deadline }),
);

/** Images whose marker is one of these. Whoever asks at the same time shares one request. */
export async function findByMarkers(values: readonly string[], context: Context): Promise<TaggedImage[]> {
	const found = await ofValues.ask(values, context);
	return found.filter(({ tags }) => values.includes(tags[MARKER_KEY] ?? ""));
}

/** All images with a marker of these coordinates, whichever create and inputs it is of. Shared in the same way. */
export async function findMarkers(
	identity: string,
	context: Context,
): Promise<{ readonly id: string; readonly marker: Marker }[]> {
	const found = await ofAll.ask([beginningOfTags(identity)], context);
	return found.flatMap(({ id, tags }) => {
		const marker = readTag(tags[MARKER_KEY], identity);
		return marker ? [{ id, marker }] : [];
	});
}
