import type { Limits } from "./limits";
import type { ObjectList } from "./object-list";
import type { Reading } from "./reading";

/** How objects of one kind are polled. */
export interface PollSource<T, About> {
	/** One of them. Its errors end the wait for it. */
	one(id: string, limits: Limits, about: About): Promise<T>;

	/** All of them, or as many as it shows. */
	readonly list?: ObjectList<T, About>;

	/** How much of the work is complete, 0 to 1, and when: a list may show the object again, but not its progress. */
	readProgress?(observed: T): Reading<number> | undefined;
}
