/** A request of the admin API that cannot be carried out. */
export class AdminError extends Error {
	override readonly name = "AdminError";
}
