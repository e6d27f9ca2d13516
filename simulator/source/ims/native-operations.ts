import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { showImage } from "./show-image";

/** `GET /v2/images/{id}`: the image without an envelope. */
export function glanceShowImage(request: OperationRequest, ims: Ims): HttpResponse {
	const image = ims.find(request);
	return image ? { status: 200, body: showImage(image, ims.core) } : createMissingResponse(request, ims);
}

/** `DELETE /v2/images/{id}`: 204; the image is deleted at once, or remains visible for the configured duration. */
export function glanceDeleteImage(request: OperationRequest, ims: Ims): HttpResponse {
	const { core, images } = ims;
	const projectId = ims.resolveProject(request);
	const image = ims.find(request);
	if (!image)
		return core.settings.values.missingDelete === "204" ? { status: 204 } : createMissingResponse(request, ims);
	const { record, pendingCreate, deletedAt } = image;
	if (record["__imagetype"] === "market") throw createImsError("0093");
	if (record.visibility === "public") throw createImsError("0094");
	if (record.owner !== projectId) throw createImsError("0092");
	if (pendingCreate) throw createImsError("0090");
	if (record.protected) throw createImsError("0091");
	if (deletedAt !== undefined) return { status: 204 };
	const delay = core.drawDuration("glanceDeleteImage");
	if (delay === 0) images.remove(record.id);
	else {
		image.deletedAt = core.clock.now() + delay;
		record.status = core.settings.values.deletingShows;
	}
	return { status: 204 };
}

/** The not-found error of the native paths, reportedly XML; the text is the one that an old SDK searches for. */
function createMissingResponse({ params }: OperationRequest, { core }: Ims): HttpResponse {
	const message = `No image found with ID ${params["image_id"]?.replace(/[<&]/g, "?")}`;
	if (core.settings.values.nativeErrors === "json")
		return { status: 404, body: { itemNotFound: { message, code: 404 } } };
	const text = `<?xml version="1.0" encoding="UTF-8"?>\n<itemNotFound code="404"><message>${message}</message></itemNotFound>`;
	return { status: 404, text, headers: { "content-type": "application/xml; charset=UTF-8" } };
}
