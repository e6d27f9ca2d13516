import type { Clock } from "./clock";

/** Objects that were created a short while ago: a service whose reads lag behind its writes may not show them yet. */
export class RecentlyCreated {
	/** When each was created, milliseconds since 1970. */
	private readonly createdAt = new Map<string, number>();

	/** @param readLag how long reads may lag behind writes, milliseconds */
	constructor(
		private readonly readLag: number,
		private readonly clock: Clock,
	) {}

	/** @param at when it was created, if known; default: now. A time in the future counts as now. */
	record(id: string, at = this.clock.now()): void {
		const since = Math.min(at, this.clock.now());
		if (this.clock.now() - since < this.readLag && since > (this.createdAt.get(id) ?? -Infinity))
			this.createdAt.set(id, since);
	}

	/** For how many more milliseconds "not found" may mean "not yet visible"; 0: the object does not exist. */
	timeLeft(id: string): number {
		const at = this.createdAt.get(id);
		if (at === undefined) return 0;
		const left = at + this.readLag - this.clock.now();
		if (left <= 0) this.createdAt.delete(id);
		return Math.max(left, 0);
	}

	/** Sends a deletion. From then on, "not found" means deleted. */
	async delete(
		id: string,
		send: () => Promise<void>,
		isNotFound: (error: unknown) => boolean = () => false,
	): Promise<void> {
		try {
			await send();
		} catch (error) {
			// The deletion itself says that there is nothing to delete.
			if (isNotFound(error)) this.createdAt.delete(id);
			throw error;
		}
		this.createdAt.delete(id);
	}
}
