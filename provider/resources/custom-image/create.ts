import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { recallObject } from "../../lifecycle/create-safety/recall-object";
import { isOfIntent } from "../../lifecycle/create-safety/pending-object";
import type { Intent } from "../../lifecycle/create-safety/resource-intent";
import { computeDigest } from "../../lifecycle/create-safety/digest";
import { isSince } from "../../lifecycle/create-safety/claim-rules";
import { listDedicated, listRegistered } from "../registered-image/list";
import { explainConflict, toCandidate } from "../registered-image/claim";
import { get } from "../registered-image/poll";
import { splitPath } from "../registered-image/swr-path";
import { findReplacing, listReplacing } from "../../definition/diff";
import { toRequest } from "../../definition/request";
import { toReadInputs } from "./read-back";
import { customImage, type Inputs } from "./definition";

/** Registers the image, exactly once. */
export function registerOnce(inputs: Inputs, context: Context): Promise<RegisteredImageResponse> {
	const compare = (found: RegisteredImageResponse) =>
		toCandidate(found, findReplacing(customImage, toReadInputs(inputs, found), inputs));
	const pathHash = hashPath(inputs.swrPath);
	const plan: CreatePlan<RegisteredImageResponse> = {
		kind: "CustomImage",
		identity: inputs.identity,
		replacing: listReplacing(customImage, inputs),
		send: () => context.services.modelartsImages.registerImage(toRequest(customImage, inputs), context),
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6737",
		recall: (intent) => recallObject(intent, (id) => get(id, context), compare),
		findOrphans: (intent) => findOrphans(intent, inputs, context),
		pathHash,
		searchBeforeCreate: false,
		// A path has one image: a second request conflicts with that of the first one.
		retriesSearch: false,
		proof: { by: "description", identity: inputs.identity, description: inputs.description },
		search: async () => (await listRegistered(inputs.swrPath, inputs.workspaceId, context)).map(compare),
		describeFound: ({ id }) => `the image ${inputs.swrPath} (${id})`,
		explainConflict: (found, refusal) => explainConflict(inputs.swrPath, found, refusal),
	};
	return ensureCreated(plan, context);
}

/** What this machine registered under another path, or with other inputs, when its answer was lost. */
async function findOrphans(intent: Intent, { workspaceId }: Inputs, context: Context): Promise<string[]> {
	const found = (await listDedicated({}, workspaceId, context)).filter((image) => {
		const { swr_path: path = "", create_at: createdAt } = image;
		return isOfIntent(toCandidate(image), intent) || (isSince(createdAt, intent) && hashPath(path) === intent.place);
	});
	return found.map(({ id, swr_path: path }) => `the image ${path} (${id})`);
}

/** The registry may be left out. */
function hashPath(path: string): string {
	const { namespace, name, tag } = splitPath(path);
	return computeDigest([namespace, name, tag]);
}
