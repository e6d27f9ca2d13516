import type { Core } from "../core";
import type { Answer, Call, Operation, Service } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { createImage } from "./create-image";
import { listImageByTags } from "./find-by-tags";
import { Ims } from "./ims";
import { refuseByIms } from "./ims-refusals";
import { queryJob } from "./job-operations";
import { listImages } from "./list-images";
import { listOsVersions } from "./list-os-versions";
import { glanceDeleteImage, glanceShowImage } from "./native-operations";
import { putCloudImage } from "./put-image";
import { showImage, showTags } from "./show-image";
import { showJob } from "./show-job";
import { addImageTag, batchAddOrDeleteTags, deleteImageTag, listImageTags, listImagesTags } from "./tag-operations";
import { updateImage } from "./update-image";

const family = "ims";
const tags = "/v2/:project_id/images/:image_id/tags";

/** The image service: its own paths, and those it shares with OpenStack. Most of them name no project. */
export function makeImsService(core: Core, accounts: Accounts): Service {
	const ims = new Ims(core, accounts);
	return {
		name: family,
		operations: listOperations(ims),
		show: () => ({
			cloudImages: ims.images.all().map((image) => ({ ...showImage(image, core), tags: showTags(image.tags) })),
			jobs: ims.jobs.all().map((job) => ({ project_id: job.projectId, ...showJob(job, core, "showJob") })),
		}),
		reset: () => {
			ims.images.reset();
			ims.jobs.reset();
		},
		shelves: [ims.images, ims.jobs],
		objects: { cloudImages: (item) => putCloudImage(item, ims) },
	};
}

function listOperations(ims: Ims): Operation[] {
	const define = (
		name: Operation["name"],
		method: Operation["method"],
		path: string,
		run: (call: Call, ims: Ims) => Answer,
		{ lasting, reads }: Pick<Operation, "lasting" | "reads"> = {},
	): Operation => ({
		name,
		method,
		path,
		family,
		...(lasting && { lasting }),
		...(reads && { reads }),
		denied: () => refuseByIms("0026", name, 403),
		run: (call) => run(call, ims),
	});
	return [
		define("createImage", "POST", "/v2/cloudimages/action", createImage, { lasting: true }),
		define("showJob", "GET", "/v1/:project_id/jobs/:job_id", (call) => queryJob("showJob", call, ims)),
		define("showJobProgress", "GET", "/v1/cloudimages/job/:job_id", (call) => queryJob("showJobProgress", call, ims)),
		define("listImages", "GET", "/v2/cloudimages", listImages),
		define("updateImage", "PATCH", "/v2/cloudimages/:image_id", updateImage),
		define("glanceShowImage", "GET", "/v2/images/:image_id", glanceShowImage),
		define("glanceDeleteImage", "DELETE", "/v2/images/:image_id", glanceDeleteImage, { lasting: true }),
		define("listImageTags", "GET", tags, listImageTags),
		define("addImageTag", "POST", tags, addImageTag),
		define("batchAddOrDeleteTags", "POST", `${tags}/action`, batchAddOrDeleteTags),
		define("deleteImageTag", "DELETE", `${tags}/:key`, deleteImageTag),
		define("listImagesTags", "GET", "/v2/:project_id/images/tags", listImagesTags),
		define("listImageByTags", "POST", "/v2/:project_id/images/resource_instances/action", listImageByTags, {
			reads: true,
		}),
		define("listOsVersions", "GET", "/v1/cloudimages/os_version", listOsVersions),
		define("showImageQuota", "GET", "/v1/cloudimages/quota", showImageQuota),
	];
}

function showImageQuota(call: Call, ims: Ims): Answer {
	const { core, images } = ims;
	const used = images.ofProject(ims.projectOf(call)).length;
	const quota = core.settings.values.imageQuota ?? 1000;
	return { status: 200, body: { quotas: { resources: [{ type: "image", used, quota, min: 1, max: 1000 }] } } };
}
