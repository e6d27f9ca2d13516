import { remedyFailedJob } from "../../services/http/remediation";
import { collectFailureCodes } from "../../services/ims/job-report";
import type { Context, Existing } from "../../lifecycle/contract";
import { createOperations } from "../../lifecycle/create-operations";
import { converge } from "./converge";
import { startJob } from "./create";
import { cloudImage, type Inputs, type Outputs } from "./definition";
import { discard, remove } from "./delete";
import { markerOf } from "./marker";
import { idsOf, type ImageSet, toId, type TrackedImages } from "./image-set";
import { readPartial, toPartialOutputs } from "./partial-outputs";
import { look, readBack, resume } from "./read";
import { toOutputs } from "./read-back";
import { explainMismatch, readAdopted, toAdoptedInputs } from "./recovery/adopt";
import { areImagesKnown } from "./update";

/** The operations of a cloud image, or of the images that one request makes. */
export const operations = createOperations<Inputs, Outputs, ImageSet, TrackedImages>({
	definition: cloudImage,
	noun: "image",
	create: async (inputs, context) => ({ observed: await startJob(inputs, context) }),
	get: (id, context, outputs) => (outputs ? resume({ id, outputs }, context) : readAdopted(id, context)),
	look,
	track: (observed, outputs) => ({ observed, outputs }),
	isKnown: ({ images }, old, news) => areImagesKnown(images, old, news),
	converge,
	toReadInputs: toAdoptedInputs,
	explainMismatch,
	readBack,
	toOutputs,
	readPartial,
	toPartialOutputs,
	remove,
	discard,
	keep,

	describe({ observed }, inputs) {
		const { status = "being made" } = observed.images[0] ?? {};
		return { id: toId(inputs, observed), title: `Image ${inputs.name}`, status };
	},

	explainFailure: ({ message }, { observed: { jobId = "unknown" } }, { name }) =>
		`The image ${name} could not be made (job ${jobId}): ${message}.`,

	advise({ failedJob }, { services }) {
		const codes = failedJob ? collectFailureCodes(failedJob) : [];
		return codes.map((code) => remedyFailedJob(code, services.region)).find((text) => text !== undefined);
	},

	describeRest: ({ observed: { images } }) =>
		`Left behind, and kept in the state: ${idsOf(images).join(", ") || "what the job made"}.`,
});

async function keep({ inputs, outputs: { imageIds } }: Existing<Inputs, Outputs>, context: Context): Promise<void> {
	const ids = Array.isArray(imageIds) ? imageIds : [];
	// All come to their end before the answer: none may arrive after what the next run writes.
	await Promise.allSettled(ids.map((id) => context.services.imsTags.addTags(id, markerOf(inputs, "kept"), context)));
}
