/** The object cannot become usable. */
export class ObjectFailedError extends Error {
	override name = "ObjectFailedError";
}

/** The object does not exist any more, although nobody asked this run to delete it. */
export class ObjectNotFoundError extends Error {
	override name = "ObjectNotFoundError";

	constructor(
		message = "The object does not exist any more.",
		/** Where it is not the id of the resource: of several objects. */
		readonly id?: string,
	) {
		super(message);
	}
}
