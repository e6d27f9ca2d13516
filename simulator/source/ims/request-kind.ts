import { createImsError } from "./ims-error";
import type { CreateRequest } from "./request-schemas";

/** The kind of source of an image. It has no field of its own: it follows from the source that the request names. */
export type RequestKind = "server" | "volume" | "file" | "dataVolumes";

export function readKind({ instance_id, volume_id, image_url, data_images }: CreateRequest): RequestKind {
	const found: RequestKind[] = [];
	if (instance_id) found.push("server");
	if (volume_id) found.push("volume");
	if (image_url) found.push("file");
	// With a file, data_images are its data disks. Without one they are the only source.
	if (data_images && data_images.length > 0 && !image_url) found.push("dataVolumes");
	const [kind, second] = found;
	if (!kind) throw createImsError("0021");
	if (second) throw createImsError("0001", `more than one source: ${found.join(", ")}`);
	return kind;
}
