import type { CloudImageResponse } from "../../services/ims/images";

/** The inputs that name what one image is made from. */
interface Origin {
	readonly instanceId?: string;
	readonly volumeId?: string;
	readonly imageUrl?: string;
}

/** What the service will say that an image was made from. */
export function originOf({ instanceId, volumeId, imageUrl }: Origin): string | undefined {
	if (instanceId !== undefined) return `instance,${instanceId}`;
	if (volumeId !== undefined) return `volume,${volumeId}`;
	return imageUrl && `file,${imageUrl}`;
}

/** The source that the service tells; `undefined` if it tells none, or one that our resources do not make images from. */
export function readSource({ __data_origin: origin = "" }: CloudImageResponse) {
	const comma = origin.indexOf(",");
	const source = origin.slice(comma + 1);
	switch (origin.slice(0, comma)) {
		case "instance":
			return { instanceId: source, volumeId: undefined, imageUrl: undefined };
		case "volume":
			return { instanceId: undefined, volumeId: source, imageUrl: undefined };
		case "file":
			return { instanceId: undefined, volumeId: undefined, imageUrl: source };
		default:
			return undefined;
	}
}
