import { readUntilVisible } from "./read-until-visible";
import type { RequestOptions } from "./http/operation";
import type { Services } from "./services";

/** How one object is read, and which error says that it does not exist. */
interface Lookup<T> {
	readonly get: () => Promise<T>;
	readonly isNotFound: (error: unknown) => boolean;
}

/** Reads an object; its status is `DELETED` if it does not exist. */
export async function readOrDeleted<T>(
	id: string,
	{ get, isNotFound }: Lookup<T>,
	options: RequestOptions & { readonly services: Services },
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
