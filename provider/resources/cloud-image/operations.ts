import { type Context, type Existing, type ResourceOperations, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { rebase } from "../../lifecycle/create-safety/resource-identity";
import { readUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import { explainNotDeleted } from "../../lifecycle/create-safety/partial-failure";
import { planCreate, planUpdate } from "../../lifecycle/update-plan";
import { findUpdates } from "../../definition/diff";
import { startJob } from "./create";
import { cloudImage, type Inputs, type Outputs } from "./definition";
import { removeAll } from "./delete";
import { markerOf } from "./desired-images";
import { describeSubject, keepOrExplain, removeFailed } from "./failure";
import { type ImageSet, toId, type Track } from "./image-set";
import { toOutputs } from "./read-back";
import { readImages, resume } from "./read";
import { takeOver } from "./recovery/adopt";
import { warnOfDuplicates } from "./recovery/report-orphans";
import { applySettings, areImagesKnown, IN_PLACE, markAsDone, type Plan } from "./update";
import { FailedJobError, waitUntilUsable } from "./wait";

/** The life of a cloud image, or of the images that one request makes. */
export const operations: ResourceOperations<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given, context);
		let imageSet = await (isNew ? startJob(given, context) : takeOver(given, context));
		const track: Track = (observed) => (imageSet = observed);
		const inputs = rebase(given, imageSet.identity, cloudImage.generate);
		const work = planCreate(inputs, IN_PLACE);
		try {
			await waitUntilUsable(imageSet, track, "create", inputs, context);
			await finish(imageSet, track, inputs, work, context);
		} catch (error) {
			if (isNew && error instanceof FailedJobError) throw await removeFailed(error, imageSet, inputs, context);
			throw await keepOrExplain(error, imageSet, inputs, work, context);
		}

		return { id: toId(inputs, imageSet), outputs: toOutputs(inputs, locate(inputs, context.cloud), imageSet) };
	},

	read: readImages,

	async update(old, news, context) {
		const work = planUpdate(old, IN_PLACE, findUpdates(cloudImage, old.inputs, news));
		const isKnown = ({ images }: ImageSet) => areImagesKnown(images, old, news);
		let imageSet = await readUntilKnown(() => resume(old, context), isKnown, context);
		const track: Track = (observed) => (imageSet = observed);
		try {
			// What is there was made by the old inputs.
			await waitUntilUsable(imageSet, track, work.stage, old.inputs, context);
			await applySettings(imageSet, track, news, work, context);
		} catch (error) {
			throw await keepOrExplain(error, imageSet, news, work, context);
		}

		return toOutputs(news, locate(news, context.cloud), imageSet);
	},

	async delete(old, context) {
		let imageSet = await resume(old, context);
		const track: Track = (left) => (imageSet = left);
		warnOfUnnamed(old, imageSet, context);
		try {
			await removeAll(imageSet, track, old.inputs, old.outputs.unfinished === "create", context);
		} catch (error) {
			throw explainNotDeleted(error, { ...describeSubject(imageSet, old.inputs), id: old.id }, context.signal);
		}
	},

	async keep({ inputs, outputs: { imageIds } }, context) {
		const ids = Array.isArray(imageIds) ? imageIds : [];
		// All come to their end before the answer: none may arrive after what the next run writes.
		await Promise.allSettled(ids.map((id) => context.cloud.imsTags.addTags(id, markerOf(inputs, "kept"), context)));
	},
};

/** Of a state edited by hand: what it does not name cannot be told from what has taken its place by the same inputs. */
function warnOfUnnamed({ id, outputs }: Existing<Inputs, Outputs>, { images }: ImageSet, context: Context): void {
	const isNamed = Array.isArray(outputs.imageIds) || outputs.unfinished === "create" || id.includes(",");
	if (isNamed || images.length === 0) return;
	context.warn(
		`The state does not list the images of this resource (\`imageIds\`), so only ${id} is deleted. If data images were ` +
			"made with it, they are left: delete them by hand. `pulumi-modelarts orphans` names them.",
	);
}

/** The last requests of a create. What was taken over may differ in all that can be changed in place. */
async function finish(imageSet: ImageSet, track: Track, inputs: Inputs, work: Plan, context: Context): Promise<void> {
	if (!imageSet.isFresh) return applySettings(imageSet, track, inputs, work, context);
	await warnOfDuplicates(imageSet, inputs, context);
	await markAsDone(imageSet, inputs, context);
}
