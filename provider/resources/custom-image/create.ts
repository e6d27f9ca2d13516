import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { isOfIntent } from "../../lifecycle/create-safety/pending-object";
import type { Intent } from "../../lifecycle/create-safety/resource-intent";
import { hash } from "../../lifecycle/create-safety/intent-log";
import { isSince } from "../../lifecycle/create-safety/claim-rules";
import { listRegistered } from "../registered-image/list";
import { explainConflict, recallImage, toCandidate } from "../registered-image/claim";
import { splitPath } from "../registered-image/swr-path";
import { findReplacing, listReplacing } from "../../definition/diff";
import { toRequest } from "../../definition/request";
import { toReadInputs } from "./read-back";
import { customImage, type Inputs } from "./definition";

/** Registers the image, exactly once. */
export function registerOnce(inputs: Inputs, context: Context): Promise<RegisteredImageResponse> {
	const differ = (found: RegisteredImageResponse) => findReplacing(customImage, toReadInputs(inputs, found), inputs);
	const place = hashPath(inputs.swrPath);
	const plan: CreatePlan<RegisteredImageResponse> = {
		kind: "CustomImage",
		identity: inputs.identity,
		replacing: listReplacing(customImage, inputs),
		send: () => context.cloud.modelartsImages.registerImage(toRequest(customImage, inputs), context),
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6737",
		recall: ({ id }) => recallImage(id, differ, context),
		describeOrphan: (intent) => traceImage(intent, inputs, context),
		place,
		searchBeforeCreate: false,
		// A path has one image: a second request conflicts with that of the first one.
		retriesSearch: false,
		proof: { by: "description", identity: inputs.identity, description: inputs.description },
		search: async () => {
			const images = await listRegistered(inputs.swrPath, inputs.workspaceId, context);
			return images.map((found) => toCandidate(found, differ(found)));
		},
		describeFound: ({ id }) => `the image ${inputs.swrPath} (${id})`,
		explainConflict: (found, refusal) => explainConflict(inputs.swrPath, found, refusal),
	};
	return ensureCreated(plan, context);
}

/** What this machine registered under another path, or with other inputs, when its answer was lost. */
async function traceImage(intent: Intent, inputs: Inputs, context: Context): Promise<string | undefined> {
	const query = { type: "DEDICATED", workspace_id: inputs.workspaceId ?? "0" } as const;
	const images = await context.cloud.modelartsImages.listImages(query, context);
	const found = images.filter(
		({ swr_path: path = "", description, status, create_at: createdAt }) =>
			status !== "DELETED" &&
			(isOfIntent({ description, createdAt }, intent) ||
				(isSince(createdAt, intent) && hashPath(path) === intent.place)),
	);
	const names = found.map(({ id, swr_path: path }) => `the image ${path} (${id})`);
	return names.length > 0 ? names.join(", ") : undefined;
}

/** The registry may be left out. */
function hashPath(path: string): string {
	const { namespace, name, tag } = splitPath(path);
	return hash([namespace, name, tag]);
}
