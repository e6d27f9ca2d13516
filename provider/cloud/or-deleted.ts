/** What a service says of a thing, or that it is `DELETED` where the service says that it is gone. */
export async function orDeleted<T>(
	id: string,
	{ answer, isGone }: { readonly answer: Promise<T>; readonly isGone: (error: unknown) => boolean },
): Promise<T | { readonly id: string; readonly status: "DELETED" }> {
	try {
		return await answer;
	} catch (error) {
		if (isGone(error)) return { id, status: "DELETED" };
		throw error;
	}
}
