import type { Clock } from "../../services/clock";

/** How long a query waits for others to join, milliseconds: the engine starts its creates within a few. */
const GATHERING = 15;

/** One query for everybody who asks the same services at the same time, each about topics of its own. */
export class BatchedQuery<Topic, Answer, Cloud extends { readonly clock: Clock }> {
	private readonly gathering = new WeakMap<Cloud, { topics: Set<Topic>; answer: Promise<Answer> }>();

	/** @param send one query about all topics. It does not end with the first asker's signal: others may be waiting. */
	constructor(private readonly send: (cloud: Cloud, topics: Topic[], deadline: number) => Promise<Answer>) {}

	/** The answer to these topics and to those that others ask about meanwhile. */
	ask(topics: readonly Topic[], { cloud, deadline }: { cloud: Cloud; deadline: number }): Promise<Answer> {
		const query = this.gathering.get(cloud) ?? this.open(cloud, deadline);
		for (const topic of topics) query.topics.add(topic);
		return query.answer;
	}

	private open(cloud: Cloud, deadline: number) {
		const topics = new Set<Topic>();
		const query = { topics, answer: this.sendGathered(cloud, topics, deadline) };
		this.gathering.set(cloud, query);
		return query;
	}

	private async sendGathered(cloud: Cloud, topics: Set<Topic>, deadline: number): Promise<Answer> {
		await cloud.clock.sleep(GATHERING);
		this.gathering.delete(cloud);
		return this.send(cloud, [...topics], deadline);
	}
}
