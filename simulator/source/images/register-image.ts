import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { checkWorkspace } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import type { CustomImages } from "./custom-images";
import type { CustomImage, ImageStep } from "./image";
import { makeImage } from "./make-image";
import { registerSchema } from "./request-schemas";
import type { RegisterRequest } from "./request-schemas";
import { readSwrPath } from "./swr-path";

/** Registers an image of SWR: at once, or after the configured duration. */
export function registerImage(request: OperationRequest, images: CustomImages): HttpResponse {
	const { core, store, errors } = images;
	const { refuseUnknownFields, registerStatus, maxCustomImageSize } = core.settings.values;
	const projectId = request.params["project_id"] ?? "";
	const body = readBody<RegisterRequest>(request.body, registerSchema, errors, refuseUnknownFields);
	const path = readSwrPath(body.swr_path);
	if (!path) throw errors.create("6336", "swr_path");
	checkWorkspace(body.workspace_id ?? "0", core, errors);
	checkSource(body.swr_path, images);
	checkDuplicate(body.swr_path, projectId, images);
	const image = makeImage(core, projectId, body, path);
	const size = Number(image.record["size"]);
	if (maxCustomImageSize !== null && size > maxCustomImageSize)
		throw errors.create("6771", path.namespace, path.name, path.tag, size, maxCustomImageSize);
	planRegistration(image, images);
	store.add(image);
	// Applies the steps that are due, so that a registration without duration is ACTIVE in its response.
	store.all();
	return { status: Number(registerStatus), body: images.show(image) };
}

function checkSource(swrPath: string, { core, errors }: CustomImages): void {
	if (core.settings.values.strictWorld && !core.objects.find("swrImages", swrPath))
		throw errors.create("6797", swrPath);
}

/**
 * Rejects a second registration of a path. That paths are unique is not documented; the error is the closest documented
 * one.
 */
export function checkDuplicate(swrPath: string, projectId: string, { core, store, errors }: CustomImages): void {
	if (!core.settings.values.uniqueSwrPaths) return;
	const other = store.listExisting(projectId).find(({ record }) => record.swr_path === swrPath);
	if (other) throw errors.create("6737", other.record.tag, other.record.name);
}

/** Plans CREATING for the whole duration, or INIT for its first third and CREATING for the rest. */
function planRegistration(image: CustomImage, images: CustomImages): void {
	const { registerShows } = images.core.settings.values;
	planCreation(image, images, images.core.drawDuration("registerImage"), registerShows);
}

/** Plans the statuses of a new image up to its final one; returns the time of the end. */
export function planCreation(
	image: CustomImage,
	{ core, failures }: CustomImages,
	duration: number,
	firstStatus: "INIT" | "CREATING",
	result: Pick<ImageStep, "size"> = {},
): number {
	const now = core.clock.now();
	const end = now + duration;
	const failure = failures.consume(image.record.swr_path);
	image.record.status = duration > 0 ? firstStatus : "ACTIVE";
	if (duration > 0) image.record["status_message"] = "";
	if (duration > 0 && firstStatus === "INIT")
		image.steps.push({ at: now + Math.round(duration / 3), status: "CREATING" });
	if (failure) {
		const { status = "CREATE_FAILED", statusMessage = "injected by the setting 'customImageFailures'" } = failure;
		image.steps.push({ at: end, status, message: statusMessage });
	} else if (duration > 0 || result.size !== undefined) image.steps.push({ at: end, status: "ACTIVE", ...result });
	return end;
}
