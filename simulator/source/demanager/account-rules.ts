import type { Core } from "../core";
import type { Caller } from "../iam/identities";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import type { ProjectStore } from "../objects/project-store";
import type { Instance } from "./instance";
import { findFlavorProcessor, findProfileProcessor } from "./processor";
import type { CreateRequest } from "./request-types";

export interface CheckContext {
	readonly core: Core;
	readonly store: ProjectStore<Instance>;
	readonly errors: ModelArtsErrors;
	readonly projectId: string;
	readonly caller: Caller;
}

/** Rejects a name that is taken. The scope in which names are unique is not documented, so it is a setting. */
export function checkName({ name }: CreateRequest, workspaceId: string, context: CheckContext): void {
	const { core, store, errors, projectId, caller } = context;
	const { nameScope } = core.settings.values;
	if (nameScope === "none") return;
	const others = store.listExisting(projectId).filter(({ record }) => record.name === name);
	const clashing = others.filter(({ record }) => {
		if (nameScope === "workspace") return record.workspace.id === workspaceId;
		return nameScope === "project" || record.user.id === caller.userId;
	});
	if (clashing.length > 0) throw errors.create("6301");
}

export function checkQuota({ core, store, errors, projectId }: CheckContext): void {
	const { instanceQuota, quotaCode } = core.settings.values;
	if (instanceQuota !== null && store.listExisting(projectId).length >= instanceQuota)
		throw errors.create(quotaCode, "notebook instances");
}

export function checkFlavor({ flavor, profile_id: profile }: CreateRequest, { core, errors }: CheckContext): void {
	const { flavors, profiles, forbiddenFlavors } = core.settings.values;
	if (profiles && !profiles.includes(profile)) throw errors.create("6336", "profile_id");
	const known = flavors ? flavors.includes(flavor) : flavor.startsWith("modelarts.");
	if (!known) throw errors.create("6323");
	if (forbiddenFlavors.includes(flavor)) throw errors.create("6328");
	checkSoldOut(flavor, core, errors);
	const required = findProfileProcessor(profile);
	const offered = findFlavorProcessor(flavor);
	if (required && offered && required !== offered) throw errors.create("6330");
}

export function checkSoldOut(flavor: string, core: Core, errors: ModelArtsErrors): void {
	if (core.settings.values.soldOutFlavors.includes(flavor)) throw errors.create("6329");
}
