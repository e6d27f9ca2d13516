import type { Answer, Call } from "../gateway/operation";
import { checkWorkspace } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import type { CustomImages } from "./custom-images";
import type { CustomImage, ImageStep } from "./image";
import { makeImage } from "./make-image";
import { registerShape } from "./request-shapes";
import type { RegisterRequest } from "./request-shapes";
import { readSwrPath } from "./swr-path";

/** Registers what lies in SWR: at once, or after the time that the setting gives it. */
export function registerImage(call: Call, images: CustomImages): Answer {
	const { core, store, refusals } = images;
	const { refuseUnknownFields, registerStatus, maxCustomImageSize } = core.settings.values;
	const projectId = call.params["project_id"] ?? "";
	const request = readBody<RegisterRequest>(call.body, registerShape, refusals, refuseUnknownFields);
	const path = readSwrPath(request.swr_path);
	if (!path) throw refusals.refuse("6336", "swr_path");
	checkWorkspace(request.workspace_id ?? "0", core, refusals);
	checkSource(request.swr_path, images);
	checkDuplicate(request.swr_path, projectId, images);
	const image = makeImage(core, projectId, request, path);
	const size = Number(image.record["size"]);
	if (maxCustomImageSize !== null && size > maxCustomImageSize)
		throw refusals.refuse("6771", path.namespace, path.name, path.tag, size, maxCustomImageSize);
	planRegistration(image, images);
	store.add(image);
	// Looked up again, so that what lasts no time is over in the very answer.
	store.all();
	return { status: Number(registerStatus), body: images.show(image) };
}

function checkSource(swrPath: string, { core, refusals }: CustomImages): void {
	if (core.settings.values.strictWorld && !core.objects.find("swrImages", swrPath))
		throw refusals.refuse("6797", swrPath);
}

/** That a path is registered once is not documented; the error for it is the nearest there is. */
export function checkDuplicate(swrPath: string, projectId: string, { core, store, refusals }: CustomImages): void {
	if (!core.settings.values.uniqueSwrPaths) return;
	const other = store.living(projectId).find(({ record }) => record.swr_path === swrPath);
	if (other) throw refusals.refuse("6737", other.record.tag, other.record.name);
}

/** Either state for the whole time, or INIT for the first third of it and CREATING for the rest. */
function planRegistration(image: CustomImage, images: CustomImages): void {
	const { registerShows } = images.core.settings.values;
	planMaking(image, images, images.core.drawDuration("registerImage"), registerShows);
}

/** How an image comes to be: what it shows from now on, and how it ends. Says when that is. */
export function planMaking(
	image: CustomImage,
	{ core, failures }: CustomImages,
	duration: number,
	first: "INIT" | "CREATING",
	made: Pick<ImageStep, "size"> = {},
): number {
	const now = core.clock.now();
	const end = now + duration;
	const failure = failures.take(image.record.swr_path);
	image.record.status = duration > 0 ? first : "ACTIVE";
	if (duration > 0) image.record["status_message"] = "";
	if (duration > 0 && first === "INIT") image.steps.push({ at: now + Math.round(duration / 3), status: "CREATING" });
	if (failure) {
		const { status = "CREATE_FAILED", statusMessage = "ordered by the setting 'customImageFailures'" } = failure;
		image.steps.push({ at: end, status, message: statusMessage });
	} else if (duration > 0 || made.size !== undefined) image.steps.push({ at: end, status: "ACTIVE", ...made });
	return end;
}
