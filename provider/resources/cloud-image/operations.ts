import { type Context, type Existing, type Life, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { rebase } from "../../lifecycle/create-safety/resource-identity";
import { lookUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import { explainUndeleted } from "../../lifecycle/create-safety/partial-failure";
import { planCreate, planUpdate } from "../../lifecycle/update-plan";
import { takeOver } from "./recovery/adopt";
import { findUpdates, IN_PLACE, type UpdateWork } from "./diff";
import { startJob, warnOfDoubles } from "./create";
import { removeAll } from "./delete";
import { describeSubject, keepOrExplain, removeFailed } from "./failure";
import { generate } from "./generated";
import { FailedJobError } from "./jobs";
import { type Making, resume, waitUntilUsable } from "./image-set";
import type { Inputs, Outputs } from "./properties";
import { readImages } from "./read";
import { applySettings, areImagesKnown, markAsDone } from "./update";
import { markOf } from "./desired-images";
import { toId, toOutputs } from "./wire";

/** The life of a cloud image, or of the images that one request makes. */
export const life: Life<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given);
		const making = await (isNew ? startJob(given, context) : takeOver(given, context));
		const inputs = rebase(given, making.identity, generate);
		const work = planCreate(inputs, IN_PLACE);
		try {
			await waitUntilUsable(making, "create", inputs, context);
			await finish(making, inputs, work, context);
		} catch (error) {
			if (isNew && error instanceof FailedJobError) throw await removeFailed(error, making, inputs, context);
			throw await keepOrExplain(error, making, inputs, work, context);
		}

		return { id: toId(inputs, making), outputs: toOutputs(inputs, locate(inputs, context.cloud), making) };
	},

	read: readImages,

	async update(old, news, context) {
		const work = planUpdate(old, IN_PLACE, findUpdates(old.inputs, { ...news }));
		const isKnown = ({ images }: Making) => areImagesKnown(images, old, news);
		const making = await lookUntilKnown(() => resume(old, context), isKnown, context);
		try {
			// What is there was made by the old inputs.
			await waitUntilUsable(making, work.stage, old.inputs, context);
			await applySettings(making, news, work, context);
		} catch (error) {
			throw await keepOrExplain(error, making, news, work, context);
		}

		return toOutputs(news, locate(news, context.cloud), making);
	},

	async delete(old, context) {
		const making = await resume(old, context);
		warnOfUnnamed(old, making, context);
		try {
			await removeAll(making, old.inputs, old.outputs.unfinished === "create", context);
		} catch (error) {
			throw explainUndeleted(error, { ...describeSubject(making, old.inputs), id: old.id }, context.signal);
		}
	},

	async keep({ inputs, outputs: { imageIds } }, context) {
		const ids = Array.isArray(imageIds) ? imageIds : [];
		// All come to their end before the answer: none may arrive after what the next run writes.
		await Promise.allSettled(ids.map((id) => context.cloud.imsTags.addTags(id, markOf(inputs, "kept"), context)));
	},
};

/** Of a state edited by hand: what it does not name cannot be told from what has taken its place by the same inputs. */
function warnOfUnnamed({ id, outputs }: Existing<Inputs, Outputs>, { images }: Making, context: Context): void {
	const isNamed = Array.isArray(outputs.imageIds) || outputs.unfinished === "create" || id.includes(",");
	if (isNamed || images.length === 0) return;
	context.warn(
		`The state does not list the images of this resource (\`imageIds\`), so only ${id} is deleted. If data images were ` +
			"made with it, they are left: delete them by hand. `pulumi-modelarts orphans` names them.",
	);
}

/** The last requests of a create. What was taken over may differ in all that can be changed in place. */
async function finish(making: Making, inputs: Inputs, work: UpdateWork, context: Context): Promise<void> {
	if (!making.isFresh) return applySettings(making, inputs, work, context);
	await warnOfDoubles(making, inputs, context);
	await markAsDone(making, inputs, context);
}
