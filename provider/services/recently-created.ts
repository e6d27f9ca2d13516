import type { Clock } from "./clock";

/** Objects that were made a short while ago: a service whose reads lag behind its writes may not show them yet. */
export class RecentlyCreated {
	/** When each was made, milliseconds since 1970. */
	private readonly made = new Map<string, number>();

	/** @param readLag how long reads may lag behind writes, milliseconds */
	constructor(
		private readonly readLag: number,
		private readonly clock: Clock,
	) {}

	/** @param at when it was made, as far as anybody knows; default: now. A clock ahead of ours makes nothing younger. */
	record(id: string, at = this.clock.now()): void {
		const since = Math.min(at, this.clock.now());
		if (this.clock.now() - since < this.readLag && since > (this.made.get(id) ?? -Infinity)) this.made.set(id, since);
	}

	/** For how many more milliseconds "not there" may mean "not yet there"; 0: it is gone. */
	timeLeft(id: string): number {
		const at = this.made.get(id);
		if (at === undefined) return 0;
		const left = at + this.readLag - this.clock.now();
		if (left <= 0) this.made.delete(id);
		return Math.max(left, 0);
	}

	/** Asks for a deletion. From then on, "not there" is gone: so it was meant. */
	async delete(
		id: string,
		send: () => Promise<void>,
		isNotFound: (error: unknown) => boolean = () => false,
	): Promise<void> {
		try {
			await send();
		} catch (error) {
			// Whoever is to delete it knows what there is.
			if (isNotFound(error)) this.made.delete(id);
			throw error;
		}
		this.made.delete(id);
	}
}
