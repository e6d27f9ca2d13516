import { askUntilShown } from "./read-until-shown";
import type { CallOptions } from "./http/operation";
import type { Cloud } from "./services";

/** How one thing is asked for, and the service's word that it is gone. */
interface Asking<T> {
	readonly ask: () => Promise<T>;
	readonly isGone: (error: unknown) => boolean;
}

/** What a service says of a thing, or that it is `DELETED` where the service says that it is gone. */
export async function orDeleted<T>(
	id: string,
	{ ask, isGone }: Asking<T>,
	options: CallOptions & { readonly cloud: Cloud },
): Promise<T | { readonly id: string; readonly status: "DELETED" }> {
	const found = await askUntilShown(
		id,
		async () => {
			try {
				return await ask();
			} catch (error) {
				if (isGone(error)) return undefined;
				throw error;
			}
		},
		options,
	);
	return found ?? { id, status: "DELETED" };
}
