import type { TaggedImage } from "../../../services/ims/tags";
import type { Services } from "../../../services/services";
import type { Context } from "../../../lifecycle/contract";
import { BatchedQuery } from "../../../lifecycle/polling/batched-query";
import { MARK_KEY } from "../tag-rules";

/** Values of one tag that the service takes in one question. */
const VALUES_AT_ONCE = 10;

const ofValues = new BatchedQuery<string, TaggedImage[], Services>(async (cloud, values, deadline) => {
	const parts: string[][] = [];
	while (values.length > 0) parts.push(values.splice(0, VALUES_AT_ONCE));
	const answers = await Promise.all(parts.map((part) => cloud.imsTags.findImagesByTag(MARK_KEY, part, { deadline })));
	return answers.flat();
});

/** The one question for all marks, whatever their values. */
const ofAll = new BatchedQuery<string, TaggedImage[], Services>((cloud, _values, deadline) =>
	cloud.imsTags.findImagesByTag(MARK_KEY, undefined, { deadline }),
);

/** Images whose mark is one of these. Whoever asks at the same time shares one request. */
export async function searchMarks(values: readonly string[], context: Context): Promise<TaggedImage[]> {
	const found = await ofValues.ask(values, context);
	return found.filter(({ tags }) => values.includes(tags[MARK_KEY] ?? ""));
}

/** All images whose mark begins like this: of one resource, whatever its inputs were. Shared in the same way. */
export async function searchMarksOf(beginning: string, context: Context): Promise<TaggedImage[]> {
	const found = await ofAll.ask([beginning], context);
	return found.filter(({ tags }) => tags[MARK_KEY]?.startsWith(beginning));
}
