import { homedir } from "node:os";
import { join } from "node:path";
import type { Services } from "../services/services";
import type { Intent } from "../lifecycle/create-safety/resource-intent";
import { IntentFiles } from "../lifecycle/create-safety/intent-files";
import { parseIdentity } from "../lifecycle/create-safety/resource-identity";
import { type PendingCreate, formatStackName, type StackName } from "./match-owner";
import { parseUrn } from "./stack-state";

/** Lists the pending creates of a stack that this machine began in one location. */
export function listPendingHere(stack: StackName, services: Services): PendingCreate[] {
	const directory = join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "modelarts-intents");
	const intents = new IntentFiles(directory).list().map(({ intent }) => intent);
	return selectPending(intents, stack, services);
}

/**
 * An intent belongs to the stack of its URN; without one, to the stack of its identity. Intents of version 0.1.0 have no
 * location.
 */
export function selectPending(
	intents: readonly Intent[],
	stack: StackName,
	{ endpoint, region, projectId }: Pick<Services, "endpoint" | "region" | "projectId">,
): PendingCreate[] {
	return intents.flatMap((intent) => {
		const { identity, urn } = intent;
		if (identity === undefined || intent.adopted) return [];
		const isHere = intent.endpoint === endpoint && intent.region === region && intent.projectId === projectId;
		const declared = parseUrn(urn ?? "") ?? parseIdentity(identity);
		return isHere && formatStackName(declared) === formatStackName(stack) ? [{ identity, urn }] : [];
	});
}
