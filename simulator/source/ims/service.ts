import type { Core } from "../core";
import type { HttpResponse, OperationRequest, Operation, Service } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { createImage } from "./create-image";
import { listImageByTags } from "./find-by-tags";
import { Ims } from "./ims";
import { createImsError } from "./ims-error";
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

/** The image service: its own paths and the native OpenStack paths. Most of them name no project. */
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
		stores: [ims.images, ims.jobs],
		objects: { cloudImages: (item) => putCloudImage(item, ims) },
	};
}

function listOperations(ims: Ims): Operation[] {
	const define = (
		name: Operation["name"],
		method: Operation["method"],
		path: string,
		run: (request: OperationRequest, ims: Ims) => HttpResponse,
		{ asynchronous, readOnly }: Pick<Operation, "asynchronous" | "readOnly"> = {},
	): Operation => ({
		name,
		method,
		path,
		family,
		...(asynchronous && { asynchronous }),
		...(readOnly && { readOnly }),
		createDeniedError: () => createImsError("0026", name, 403),
		run: (request) => run(request, ims),
	});
	return [
		define("createImage", "POST", "/v2/cloudimages/action", createImage, { asynchronous: true }),
		define("showJob", "GET", "/v1/:project_id/jobs/:job_id", (request) => queryJob("showJob", request, ims)),
		define("showJobProgress", "GET", "/v1/cloudimages/job/:job_id", (request) =>
			queryJob("showJobProgress", request, ims),
		),
		define("listImages", "GET", "/v2/cloudimages", listImages),
		define("updateImage", "PATCH", "/v2/cloudimages/:image_id", updateImage),
		define("glanceShowImage", "GET", "/v2/images/:image_id", glanceShowImage),
		define("glanceDeleteImage", "DELETE", "/v2/images/:image_id", glanceDeleteImage, { asynchronous: true }),
		define("listImageTags", "GET", tags, listImageTags),
		define("addImageTag", "POST", tags, addImageTag),
		define("batchAddOrDeleteTags", "POST", `${tags}/action`, batchAddOrDeleteTags),
		define("deleteImageTag", "DELETE", `${tags}/:key`, deleteImageTag),
		define("listImagesTags", "GET", "/v2/:project_id/images/tags", listImagesTags),
		define("listImageByTags", "POST", "/v2/:project_id/images/resource_instances/action", listImageByTags, {
			readOnly: true,
		}),
		define("listOsVersions", "GET", "/v1/cloudimages/os_version", listOsVersions),
		define("showImageQuota", "GET", "/v1/cloudimages/quota", showImageQuota),
	];
}

function showImageQuota(request: OperationRequest, ims: Ims): HttpResponse {
	const { core, images } = ims;
	const used = images.listOfProject(ims.resolveProject(request)).length;
	const quota = core.settings.values.imageQuota ?? 1000;
	return { status: 200, body: { quotas: { resources: [{ type: "image", used, quota, min: 1, max: 1000 }] } } };
}
