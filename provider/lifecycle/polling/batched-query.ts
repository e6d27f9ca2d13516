import type { Services } from "../../services/services";
import type { Context } from "../contract";

/** How long a question waits for others to come along, milliseconds: the engine starts its creates within a few. */
const GATHERING = 15;

/** One question for all who ask about the same cloud at the same time, each about topics of its own. */
export class BatchedQuery<Topic, Answer> {
	private readonly gathering = new WeakMap<Services, { topics: Set<Topic>; answer: Promise<Answer> }>();

	/** @param send one question about all topics. It does not end with the first asker's signal: others may be waiting. */
	constructor(private readonly send: (cloud: Services, topics: Topic[], deadline: number) => Promise<Answer>) {}

	/** An answer to this and to what others ask meanwhile. */
	ask(topics: readonly Topic[], context: Context): Promise<Answer> {
		const question = this.gathering.get(context.cloud) ?? this.open(context);
		for (const topic of topics) question.topics.add(topic);
		return question.answer;
	}

	private open({ cloud, deadline }: Context) {
		const topics = new Set<Topic>();
		const question = { topics, answer: this.askAll(cloud, topics, deadline) };
		this.gathering.set(cloud, question);
		return question;
	}

	private async askAll(cloud: Services, topics: Set<Topic>, deadline: number): Promise<Answer> {
		await cloud.clock.sleep(GATHERING);
		this.gathering.delete(cloud);
		return this.send(cloud, [...topics], deadline);
	}
}
