import { listReplacing } from "../../definition/diff";
import { toRequest } from "../../definition/request";
import type { CreateImageBody } from "../../services/ims/images";
import type { Context } from "../../lifecycle/contract";
import { explainObstacle } from "../../lifecycle/create-safety/explain-obstacle";
import { type LastRequest, startOfSearch } from "../../lifecycle/create-safety/decide";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { MARKER_KEY } from "../../lifecycle/create-safety/ownership-marker";
import { cloudImage, type Inputs } from "./definition";
import { listDesiredImages } from "./desired-images";
import { markerOf } from "./marker";
import { idsOf, type ImageSet } from "./image-set";
import { awaitEarlier, awaitStarted, findComplete, findOfAnyCreate, findOfIntent } from "./recovery/find-pending";
import { findOrphans } from "./recovery/report-orphans";

/** Starts the job that makes the images, exactly once; an answer that is lost is followed by a look for our marker. */
export function startJob(inputs: Inputs, context: Context): Promise<ImageSet> {
	const plan: CreatePlan<ImageSet> = {
		kind: "CloudImage",
		identity: inputs.identity,
		replacing: listReplacing(cloudImage, inputs),
		send: async () => {
			const jobId = await context.services.imsImages.createImage(toCreateBody(inputs), context);
			return { jobId, images: [], isFresh: true };
		},
		name: ({ jobId, images, identity }) => ({ jobId, id: idsOf(images).join(",") || undefined, identity }),
		conflict: "IMG.0009",
		recall: async (intent) => {
			const found = await findOfIntent(intent, inputs, context);
			return found && { found };
		},
		findOrphans: (intent) => findOrphans(intent, inputs, context),
		lookupHint: `the tag ${MARKER_KEY}=${markerOf(inputs, "open")[MARKER_KEY]}`,
		// Names are not unique: only the marker tells whether another machine has begun.
		searchBeforeCreate: true,
		// `search` itself waits for the images of a lost request.
		retriesSearch: false,
		proof: { by: "tag" },
		search: async (request) => {
			const found = await searchPending(request, inputs, context);
			return found ? [{ found }] : [];
		},
		describeFound: ({ images, jobId }) => `the image ${inputs.name} (${idsOf(images).join(", ") || `job ${jobId}`})`,
		explainConflict: () => explainConflict(inputs, context),
	};
	return ensureCreated(plan, context);
}

/**
 * The marker holds the identity and all inputs that replace, and is open only until the create is finished: what carries it
 * may be claimed.
 */
function searchPending(request: LastRequest, inputs: Inputs, context: Context): Promise<ImageSet | undefined> {
	if (request.result === "none") return findOfAnyCreate(inputs, context);
	if (request.result === "lost" && request.isOfEarlierRun) return awaitEarlier(startOfSearch(request), inputs, context);
	const isUnclear = request.result === "lost" || (request.result === "exists" && request.isRepeated);
	return isUnclear ? awaitStarted(startOfSearch(request), inputs, context) : findComplete(inputs, context);
}

/** The service does not tell who made an image. */
async function explainConflict(inputs: Inputs, context: Context): Promise<string> {
	const query = { name: inputs.name, owner: context.services.projectId };
	// What cannot be seen cannot be named; that is no reason to hide the conflict.
	const listed = await context.services.imsImages.listImages(query, context).catch(() => []);
	const named = listed.filter(({ name, status }) => name === inputs.name && status !== "deleted");
	const unmanaged = named.map(({ id, created_at: time = "" }) => ({ id, createdAt: Date.parse(time) }));
	return explainObstacle({
		fact: `An image named ${inputs.name} exists already`,
		unmanaged,
		reason: "it does not carry the marker of this resource",
		solutions:
			"Choose another `name`; for a replacement that keeps its name, set the option `deleteBeforeReplace`; " +
			"delete that image",
	});
}

/**
 * The body of `createImage`: which source it is, the fields tell. Each image has its own tags, the ownership marker among
 * them; where there are data images only, nothing is said of the whole.
 */
export function toCreateBody(inputs: Inputs): CreateImageBody {
	const marker = markerOf(inputs, "open");
	const desired = listDesiredImages(inputs);
	const [system, data] = [desired.find(({ isData }) => !isData), desired.filter(({ isData }) => isData)];
	return toRequest(cloudImage, {
		...inputs,
		name: system?.name,
		description: system?.description,
		tags: system && { ...system.tags, ...marker },
		dataImages: inputs.dataImages?.map((image, at) => ({
			...image,
			name: data[at]?.name,
			description: data[at]?.description,
			tags: { ...data[at]?.tags, ...marker },
		})),
	});
}
