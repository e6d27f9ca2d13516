import type { Cloud } from "../cloud/cloud";
import type { TaggedImage } from "../cloud/ims-tags";
import type { Context } from "../lifecycle";
import { MARK_KEY } from "./tag-rules";

/** Values of one tag that the service takes in one question. */
const VALUES_AT_ONCE = 10;

/** How long a question waits for others to come along, milliseconds: the engine starts its creates within a few. */
const GATHERING = 15;

/** Marks that are about to be looked for, and the one question for all of them. */
interface Question {
	readonly values: Set<string>;
	readonly answer: Promise<TaggedImage[]>;
}

const gathering = new WeakMap<Cloud, Question>();

/** The one question for all marks, whatever their values. */
const gatheringAll = new WeakMap<Cloud, Promise<TaggedImage[]>>();

/** Images whose mark is one of these. Whoever asks at the same time shares one request. */
export async function searchMarks(values: readonly string[], context: Context): Promise<TaggedImage[]> {
	const question = gathering.get(context.cloud) ?? openQuestion(context);
	for (const value of values) question.values.add(value);

	const found = await question.answer;
	return found.filter(({ tags }) => values.includes(tags[MARK_KEY] ?? ""));
}

/** All images whose mark begins like this: of one resource, whatever its inputs were. Shared in the same way. */
export async function searchMarksOf(beginning: string, context: Context): Promise<TaggedImage[]> {
	const answer = gatheringAll.get(context.cloud) ?? askForAll(context);
	gatheringAll.set(context.cloud, answer);
	return (await answer).filter(({ tags }) => tags[MARK_KEY]?.startsWith(beginning));
}

async function askForAll({ cloud, deadline }: Context): Promise<TaggedImage[]> {
	await cloud.clock.pause(GATHERING);
	gatheringAll.delete(cloud);
	return cloud.imsTags.findImagesByTag(MARK_KEY, undefined, { deadline });
}

function openQuestion(context: Context): Question {
	const values = new Set<string>();
	const question = { values, answer: ask(values, context) };
	gathering.set(context.cloud, question);
	return question;
}

async function ask(values: Set<string>, context: Context): Promise<TaggedImage[]> {
	await context.cloud.clock.pause(GATHERING);
	gathering.delete(context.cloud);

	const all = [...values];
	const parts: string[][] = [];
	while (all.length > 0) parts.push(all.splice(0, VALUES_AT_ONCE));
	// Somebody else may be waiting for the answer as well: it does not end with the first one's signal.
	const { cloud, deadline } = context;
	const answers = await Promise.all(parts.map((part) => cloud.imsTags.findImagesByTag(MARK_KEY, part, { deadline })));
	return answers.flat();
}
