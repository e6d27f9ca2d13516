import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { isSamePath, splitPath } from "./swr-path";

/** All images of users that are registered under a path, in a workspace. */
export async function listRegistered(
	path: string,
	workspaceId: string | undefined,
	context: Context,
): Promise<RegisteredImageResponse[]> {
	const images = await listNamed(splitPath(path), workspaceId, context);
	return images.filter(({ swr_path: found = "" }) => isSamePath(found, path));
}

/** All images of users of a name, whatever their tags. */
export async function listNamed(
	{ namespace, name }: { namespace: string; name: string },
	workspaceId: string | undefined,
	context: Context,
): Promise<RegisteredImageResponse[]> {
	// The list takes simple names only; what is under a folder is looked for in the whole organisation.
	const exact = /^[a-z0-9._-]{1,512}$/.test(name) ? { name, name_fuzzy_match: false } : {};
	return listDedicated({ ...exact, namespace }, workspaceId, context);
}

/** All images of users in a workspace, as far as the query asks for them. */
export async function listDedicated(
	query: Query,
	workspaceId: string | undefined,
	context: Context,
): Promise<RegisteredImageResponse[]> {
	const whole = { ...query, type: "DEDICATED", workspace_id: workspaceId ?? "0" } as const;
	const images = await context.services.modelartsImages.listImages(whole, context);
	return images.filter(({ status }) => status !== "DELETED");
}

interface Query {
	readonly namespace?: string;
	readonly name?: string;
	readonly name_fuzzy_match?: boolean;
}
