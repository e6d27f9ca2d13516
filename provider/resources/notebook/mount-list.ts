import { list, object, string, type TypesOf } from "../../definition/fields";
import type { MountResponse } from "../../services/modelarts/notebook-mounts";

const fields = {
	/** `obs://bucket/directory/`, 256 characters at most. */
	storagePath: string({
		expected: "a directory such as obs://bucket/directory/",
		pattern: /^(?=[^]{1,256}$)obs:\/\/[^\s/]+(\/[^]*)?$/,
	}),

	/** Where it appears in the notebook: `/data/` and one name, such as `/data/sets/`. */
	mountDirectory: string({
		expected: "/data/ and one name, such as /data/sets/",
		pattern: /^\/data\/[A-Za-z0-9_-]{1,240}\/?$/,
	}),
};

/** A directory of a parallel file system, mounted while the notebook runs. */
export type NotebookMount = TypesOf<typeof fields>;

/** They are read, mounted and unmounted one by one: `readMounts`, `mounts.ts`. */
export const mountList = list(object(fields), {
	optional: true,
	onChange: "update",
	expected: "a list of mounts",
	normalize: normalizeMounts,
	request: false,
});

/** Storages by the directories that they appear in, with a slash at the end of both. */
export function normalizeMounts(mounts: unknown): unknown {
	if (!Array.isArray(mounts)) return mounts ?? {};
	const all = (mounts as (NotebookMount | null)[]).map(
		(mount) => [endWithSlash(mount?.mountDirectory), endWithSlash(mount?.storagePath)] as const,
	);
	return Object.fromEntries(all);
}

/** The mounts that are declared; a state that was edited by hand may hold something else. */
export function listMounts({ mounts }: { readonly mounts?: NotebookMount[] }): NotebookMount[] {
	return Array.isArray(mounts) ? mounts.filter((mount) => mount !== null && typeof mount === "object") : [];
}

/** Declared mounts that are there; whoever mounts more does so at their own risk. */
export function readMounts(
	declared: NotebookMount[] | undefined,
	found: readonly MountResponse[],
): NotebookMount[] | undefined {
	if (!Array.isArray(declared)) return declared;
	const actual = declared.filter((mount) => found.some((one) => isMounted(one) && isSameMount(one, mount)));
	return actual.length === declared.length ? declared : actual;
}

export function isMounted({ status = "MOUNTED" }: MountResponse): boolean {
	return status === "MOUNTED" || status === "MOUNTING";
}

export function isSameMount(
	{ mount_path: path, uri }: Partial<MountResponse>,
	mount: NotebookMount | undefined,
): boolean {
	return (
		endWithSlash(path) === endWithSlash(mount?.mountDirectory) && endWithSlash(uri) === endWithSlash(mount?.storagePath)
	);
}

export function endWithSlash(path: unknown): string {
	return `${String(path).replace(/\/+$/, "")}/`;
}
