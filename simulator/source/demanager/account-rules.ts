import type { Core } from "../core";
import type { Caller } from "../iam/identities";
import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import type { ProjectStore } from "../objects/project-store";
import type { Instance } from "./instance";
import { findFlavorKind, findProfileKind } from "./kinds";
import type { CreateRequest } from "./request-types";

export interface Surroundings {
	readonly core: Core;
	readonly store: ProjectStore<Instance>;
	readonly refusals: ModelArtsRefusals;
	readonly projectId: string;
	readonly caller: Caller;
}

/** No two of one name. How far that reaches is not documented, so it is a setting. */
export function checkName({ name }: CreateRequest, workspaceId: string, surroundings: Surroundings): void {
	const { core, store, refusals, projectId, caller } = surroundings;
	const { nameScope } = core.settings.values;
	if (nameScope === "none") return;
	const others = store.living(projectId).filter(({ record }) => record.name === name);
	const clashing = others.filter(({ record }) => {
		if (nameScope === "workspace") return record.workspace.id === workspaceId;
		return nameScope === "project" || record.user.id === caller.userId;
	});
	if (clashing.length > 0) throw refusals.refuse("6301");
}

export function checkQuota({ core, store, refusals, projectId }: Surroundings): void {
	const { instanceQuota, quotaCode } = core.settings.values;
	if (instanceQuota !== null && store.living(projectId).length >= instanceQuota)
		throw refusals.refuse(quotaCode, "notebook instances");
}

export function checkFlavor({ flavor, profile_id: profile }: CreateRequest, { core, refusals }: Surroundings): void {
	const { flavors, profiles, forbiddenFlavors } = core.settings.values;
	if (profiles && !profiles.includes(profile)) throw refusals.refuse("6336", "profile_id");
	const known = flavors ? flavors.includes(flavor) : flavor.startsWith("modelarts.");
	if (!known) throw refusals.refuse("6323");
	if (forbiddenFlavors.includes(flavor)) throw refusals.refuse("6328");
	checkSoldOut(flavor, core, refusals);
	const wanted = findProfileKind(profile);
	const offered = findFlavorKind(flavor);
	if (wanted && offered && wanted !== offered) throw refusals.refuse("6330");
}

export function checkSoldOut(flavor: string, core: Core, refusals: ModelArtsRefusals): void {
	if (core.settings.values.soldOutFlavors.includes(flavor)) throw refusals.refuse("6329");
}
