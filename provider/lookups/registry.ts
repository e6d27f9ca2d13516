import { cloudImages } from "./cloud-images";
import type { Lookup } from "./lookup";
import { notebookFlavors } from "./notebook-flavors";
import { notebookImages } from "./notebook-images";
import { notebooks } from "./notebooks";
import { quotas } from "./quotas";
import { workspaces } from "./workspaces";

/** The one list of all look-ups: functions of programs in TypeScript, and of the package schema. */
export const lookups = {
	getCloudImages: cloudImages,
	getNotebookFlavors: notebookFlavors,
	getNotebookImages: notebookImages,
	getNotebooks: notebooks,
	getQuotas: quotas,
	getWorkspaces: workspaces,
} as const satisfies Readonly<Record<string, Lookup>>;

export type LookupName = keyof typeof lookups;

export const lookupNames = Object.keys(lookups) as LookupName[];

export function findLookup(name: string): Lookup | undefined {
	return Object.hasOwn(lookups, name) ? lookups[name as LookupName] : undefined;
}
