import { readUntilShown } from "./read-until-shown";
import type { RequestOptions } from "./http/operation";
import type { Services } from "./services";

/** How one thing is asked for, and the service's word that it is gone. */
interface Asking<T> {
	readonly ask: () => Promise<T>;
	readonly isNotFound: (error: unknown) => boolean;
}

/** What a service says of a thing, or that it is `DELETED` where the service says that it is gone. */
export async function readOrDeleted<T>(
	id: string,
	{ ask, isNotFound }: Asking<T>,
	options: RequestOptions & { readonly cloud: Services },
): Promise<T | { readonly id: string; readonly status: "DELETED" }> {
	const found = await readUntilShown(
		id,
		async () => {
			try {
				return await ask();
			} catch (error) {
				if (isNotFound(error)) return undefined;
				throw error;
			}
		},
		options,
	);
	return found ?? { id, status: "DELETED" };
}
