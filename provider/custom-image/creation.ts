import type { RegisteredImage } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { type Creation, createOnce } from "../recovery/create-once";
import { listRegistered } from "../registered-image/listing";
import { adoptImage, explainConflict, recallImage, refuseImage } from "../registered-image/refusal";
import { findDifferences, listReplacing } from "./changes";
import { toReadInputs } from "./drift";
import type { Inputs } from "./properties";
import { toRegisterBody } from "./wire";

/** Registers the image, exactly once. */
export function registerOnce(inputs: Inputs, context: Context): Promise<RegisteredImage> {
	const differ = (found: RegisteredImage) => findDifferences(toReadInputs(inputs, found), { ...inputs });
	const creation: Creation<RegisteredImage> = {
		kind: "CustomImage",
		replacing: listReplacing(inputs),
		send: () => context.cloud.modelartsImages.registerImage(toRegisterBody(inputs), context),
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6737",
		recall: async ({ id }) => {
			const found = await recallImage(id, context);
			return found && differ(found).length === 0 ? found : undefined;
		},
		looksFirst: false,
		find: async () => (await listRegistered(inputs.swrPath, inputs.workspaceId, context))[0],
		refuse: (found, since) => refuseImage(found, { ...inputs, differences: differ(found) }, since),
		nameFound: ({ id }) => `the image ${inputs.swrPath} (${id})`,
		explainConflict: (found, refusal) => explainConflict(inputs.swrPath, found, refusal),
	};
	return createOnce(creation, context);
}

/** An image that is registered already and that the user wants to go on with. */
export function takeOver(inputs: Inputs, context: Context): Promise<RegisteredImage> {
	const read = (found: RegisteredImage) => toReadInputs(inputs, found);
	return adoptImage(inputs, read, (there) => findDifferences(there, { ...inputs }), context);
}
