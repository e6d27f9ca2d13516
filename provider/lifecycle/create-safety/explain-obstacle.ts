/** An object that is there and is not ours, as far as the service tells. */
export interface UnmanagedObject {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly createdAt?: number;
	/** The name of its user. */
	readonly creator?: string;
}

/** How it can be found, and whom to ask: `n1, made 2026-11-22T19:00:00.000Z by anna`. */
export function describeUnmanaged({ id, createdAt, creator }: UnmanagedObject): string {
	const date = new Date(createdAt ?? Number.NaN);
	const when = Number.isNaN(date.getTime()) ? "" : ` ${date.toISOString()}`;
	const who = creator ? ` by ${creator}` : "";
	return when || who ? `${id}, made${when}${who}` : id;
}

/** The ways out when there is one already, as the end of a sentence. */
export function adviseOnUnmanaged(unmanaged: Pick<UnmanagedObject, "id"> | undefined): string {
	return unmanaged ? `, or take it over with \`adopt: "${unmanaged.id}"\`.` : ".";
}

/** Something that keeps an object from being created. */
export interface Obstacle {
	/** `A notebook named lab exists already`. */
	readonly fact: string;

	/** As far as they can be seen. */
	readonly unmanaged: readonly UnmanagedObject[];

	/** Why it was not touched. */
	readonly reason: string;

	/** What to do, up to the last way out: that is to adopt it. */
	readonly solutions: string;
}

/** Why an object was not created, and the ways out. */
export function explainObstacle({ fact, unmanaged, reason, solutions }: Obstacle): string {
	const which = unmanaged.length > 0 ? ` (${unmanaged.map(describeUnmanaged).join("; ")})` : "";
	return `${fact}${which} and was not touched: ${reason}. ${solutions}${adviseOnUnmanaged(unmanaged[0])}`;
}
