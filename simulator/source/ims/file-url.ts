import { createImsError } from "./ims-error";

/** An object in OBS, as `image_url` names it. */
export interface FileUrl {
	readonly bucket: string;
	readonly key: string;
	/** The file name extension in lower case; empty if there is none. */
	readonly ending: string;
}

/**
 * Parses `<bucket>:<object>`. Spaces are rejected; the name of an ISO file may contain only letters, digits, `-` and
 * `_`.
 */
export function readFileUrl(text: string, isIso: boolean): FileUrl {
	const colon = text.indexOf(":");
	if (colon < 0) throw createImsError("0040");
	const [bucket, key] = [text.slice(0, colon), text.slice(colon + 1)];
	if (bucket === "") throw createImsError("0068");
	if (!/^[a-z0-9.-]{3,63}$/.test(bucket)) throw createImsError("0109");
	if (key === "" || key.endsWith("/")) throw createImsError("0057");
	if (/\s/.test(key)) throw createImsError("0175");
	const name = key.slice(key.lastIndexOf("/") + 1);
	const dot = name.lastIndexOf(".");
	const ending = dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
	if (isIso && !/^[A-Za-z0-9_-]+$/.test(ending === "iso" ? name.slice(0, dot) : name)) throw createImsError("0075");
	return { bucket, key, ending };
}
