import { homedir } from "node:os";
import { join } from "node:path";
import type { Services } from "../services/services";
import type { Intent } from "../lifecycle/create-safety/resource-intent";
import { IntentFiles } from "../lifecycle/create-safety/intent-files";
import { parseIdentity } from "../lifecycle/create-safety/resource-identity";
import { type Begun, nameStack, type StackName } from "./match-owner";
import { parseUrn } from "./stack-state";

/** The creates of a stack that this machine has begun in one place, and whose end no run has seen. */
export function listBegun(stack: StackName, cloud: Services): Begun[] {
	const directory = join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "modelarts-intents");
	const intents = new IntentFiles(directory).list().map(({ intent }) => intent);
	return selectBegun(intents, stack, cloud);
}

/**
 * Of the stack is what has a URN of it; without one, what was declared in it. Intents of version 0.1.0 do not say in which
 * place they are.
 */
export function selectBegun(
	intents: readonly Intent[],
	stack: StackName,
	{ endpoint, region, projectId }: Pick<Services, "endpoint" | "region" | "projectId">,
): Begun[] {
	return intents.flatMap((intent) => {
		const { identity, urn } = intent;
		if (identity === undefined || intent.adopted) return [];
		const isHere = intent.endpoint === endpoint && intent.region === region && intent.projectId === projectId;
		const declared = parseUrn(urn ?? "") ?? parseIdentity(identity);
		return isHere && nameStack(declared) === nameStack(stack) ? [{ identity, urn }] : [];
	});
}
