import { readUntilVisible } from "./read-until-shown";
import type { RequestOptions } from "./http/operation";
import type { Services } from "./services";

/** How one thing is asked for, and the service's word that it is gone. */
interface Lookup<T> {
	readonly get: () => Promise<T>;
	readonly isNotFound: (error: unknown) => boolean;
}

/** What a service says of a thing, or that it is `DELETED` where the service says that it is gone. */
export async function readOrDeleted<T>(
	id: string,
	{ get, isNotFound }: Lookup<T>,
	options: RequestOptions & { readonly cloud: Services },
): Promise<T | { readonly id: string; readonly status: "DELETED" }> {
	const found = await readUntilVisible(
		id,
		async () => {
			try {
				return await get();
			} catch (error) {
				if (isNotFound(error)) return undefined;
				throw error;
			}
		},
		options,
	);
	return found ?? { id, status: "DELETED" };
}
