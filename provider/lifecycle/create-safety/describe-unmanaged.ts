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

/** Of what carries the finished marker of an earlier create of the same coordinates: it is named, never taken. */
export function explainFinished(names: string): string {
	return (
		`${names} carries a marker of an earlier create of this resource, and is finished. If this run replaces it, or it ` +
		"is another resource's or another stack's by now, all is well. Otherwise an interrupted run on another machine has " +
		"left it behind: adopt it (`adopt`), or delete it if nobody needs it."
	);
}
