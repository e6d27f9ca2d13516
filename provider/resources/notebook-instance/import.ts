import type { Context, Properties } from "../../lifecycle/contract";

/** The inputs of an existing notebook instance that a read compares only where they are declared. */
export async function declareUnread(id: string, context: Context): Promise<Properties> {
	const { profile, pool } = await context.cloud.demanager.getInstance(id, context);
	return {
		profileId: profile?.id ?? profile?.name,
		pool: pool?.id ? { id: pool.id, type: pool.type, name: pool.name } : undefined,
	};
}
