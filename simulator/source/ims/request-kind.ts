import { createImsError } from "./ims-error";
import type { CreateRequest } from "./request-schemas";

/** What the image is made from. No field says it: it follows from which source is named. */
export type RequestKind = "server" | "volume" | "file" | "dataVolumes";

export function readKind({ instance_id, volume_id, image_url, data_images }: CreateRequest): RequestKind {
	const found: RequestKind[] = [];
	if (instance_id) found.push("server");
	if (volume_id) found.push("volume");
	if (image_url) found.push("file");
	// Beside a file they are its data disks; alone they are the whole request, and suffer no server beside them.
	if (data_images && data_images.length > 0 && !image_url) found.push("dataVolumes");
	const [kind, second] = found;
	if (!kind) throw createImsError("0021");
	if (second) throw createImsError("0001", `more than one source: ${found.join(", ")}`);
	return kind;
}
