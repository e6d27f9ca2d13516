import type { Answer, Call } from "../gateway/operation";
import type { Ims } from "./ims";
import { refuseByIms } from "./ims-refusals";
import { showImage } from "./show-image";

/** `GET /v2/images/{id}`: the bare image. */
export function glanceShowImage(call: Call, ims: Ims): Answer {
	const image = ims.lookUp(call);
	return image ? { status: 200, body: showImage(image, ims.core) } : answerMissing(call, ims);
}

/** `DELETE /v2/images/{id}`: 204; the image goes at once, or is still seen for a while. */
export function glanceDeleteImage(call: Call, ims: Ims): Answer {
	const { core, images } = ims;
	const projectId = ims.projectOf(call);
	const image = ims.lookUp(call);
	if (!image) return core.settings.values.missingDelete === "204" ? { status: 204 } : answerMissing(call, ims);
	const { record, birth, goneAt } = image;
	if (record["__imagetype"] === "market") throw refuseByIms("0093");
	if (record.visibility === "public") throw refuseByIms("0094");
	if (record.owner !== projectId) throw refuseByIms("0092");
	if (birth) throw refuseByIms("0090");
	if (record.protected) throw refuseByIms("0091");
	if (goneAt !== undefined) return { status: 204 };
	const delay = core.drawDuration("glanceDeleteImage");
	if (delay === 0) images.remove(record.id);
	else {
		image.goneAt = core.clock.now() + delay;
		record.status = core.settings.values.deletingShows;
	}
	return { status: 204 };
}

/** The native paths are said to speak XML when they refuse; the words are those that an old SDK looks for. */
function answerMissing({ params }: Call, { core }: Ims): Answer {
	const message = `No image found with ID ${params["image_id"]?.replace(/[<&]/g, "?")}`;
	if (core.settings.values.nativeErrors === "json")
		return { status: 404, body: { itemNotFound: { message, code: 404 } } };
	const text = `<?xml version="1.0" encoding="UTF-8"?>\n<itemNotFound code="404"><message>${message}</message></itemNotFound>`;
	return { status: 404, text, headers: { "content-type": "application/xml; charset=UTF-8" } };
}
