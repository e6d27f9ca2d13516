import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { isObject } from "../settings/setting";
import type { CustomImages } from "./custom-images";

/**
 * Deletes the registration. In the documents a query parameter deletes the content in SWR as well, in the newest SDK a
 * field of the body does: both are accepted, and `GET /_admin/state` shows which one was sent.
 */
export function deleteImage(request: OperationRequest, images: CustomImages): HttpResponse {
	const { core, store, errors } = images;
	const image = images.get(request);
	if (image.record.type === "BUILD_IN") throw errors.create("0108", "deleteImage");
	const [force, isForce] = readForce(request, images);
	image.steps = [];
	image.record.status = "DELETED";
	image.record.update_at = core.shownNow();
	if (force || isForce) {
		const { swr_path } = image.record;
		store.purges.push({ at: core.shownNow(), swr_path, force, is_force: isForce });
		core.objects.remove("swrImages", swr_path);
	}
	if (core.settings.values.deleteCustomImageStatus === "204") return { status: 204 };
	return { status: 200, body: images.show(image) };
}

function readForce({ query, body }: OperationRequest, { errors }: CustomImages): [force: boolean, isForce: boolean] {
	const force = query.get("force");
	if (force !== null && !["true", "false"].includes(force)) throw errors.create("6336", "force");
	if (body.toString().trim() === "") return [force === "true", false];
	const given = parse(body.toString());
	if (!isObject(given)) throw errors.create("6400", "body");
	const { is_force: isForce = false } = given;
	if (typeof isForce !== "boolean") throw errors.create("6332", "is_force", "Boolean");
	return [force === "true", isForce];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
