import type { Clock } from "../../services/clock";

/** How long a query waits for others to join, milliseconds: the engine starts its creates within a few. */
const GATHERING = 15;

/** One query for everybody who asks the same services at the same time, each about topics of its own. */
export class BatchedQuery<Topic, Answer, Owner extends { readonly clock: Clock }> {
	private readonly gathering = new WeakMap<Owner, { topics: Set<Topic>; answer: Promise<Answer> }>();

	/** @param send one query about all topics. It does not end with the first asker's signal: others may be waiting. */
	constructor(private readonly send: (services: Owner, topics: Topic[], deadline: number) => Promise<Answer>) {}

	/** The answer to these topics and to those that others ask about meanwhile. */
	ask(topics: readonly Topic[], { services, deadline }: { services: Owner; deadline: number }): Promise<Answer> {
		const query = this.gathering.get(services) ?? this.open(services, deadline);
		for (const topic of topics) query.topics.add(topic);
		return query.answer;
	}

	private open(services: Owner, deadline: number) {
		const topics = new Set<Topic>();
		const query = { topics, answer: this.sendGathered(services, topics, deadline) };
		this.gathering.set(services, query);
		return query;
	}

	private async sendGathered(services: Owner, topics: Set<Topic>, deadline: number): Promise<Answer> {
		await services.clock.sleep(GATHERING);
		this.gathering.delete(services);
		return this.send(services, [...topics], deadline);
	}
}
