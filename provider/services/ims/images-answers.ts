import { isObject } from "../http/error-body";
import type { CloudImageResponse } from "./images-types";
import { dropNulls } from "../http/without-nulls";

/** An image is what has an id; everything else is optional, and what we do not know is let through. */
export function readCloudImage(body: unknown): CloudImageResponse | undefined {
	return isObject(body) && typeof body.id === "string" && body.id !== ""
		? dropNulls(body as unknown as CloudImageResponse)
		: undefined;
}

/** The images in a list. Only a list that is there and empty says that there are none. */
export function readCloudImages({ images }: Record<string, unknown>): CloudImageResponse[] | undefined {
	if (!Array.isArray(images)) return undefined;

	const items = images.map(readCloudImage);
	return items.every((item) => item !== undefined) ? items : undefined;
}

/** What is found of one image: `null` if it is gone. A list of others has not looked for it. */
export function readFound(body: Record<string, unknown>, id: string): CloudImageResponse | null | undefined {
	const images = readCloudImages(body);
	return images?.length === 0 ? null : images?.find((image) => image.id === id);
}

export function readJobId({ job_id }: Record<string, unknown>): string | undefined {
	return typeof job_id === "string" && job_id !== "" ? job_id : undefined;
}

/** The names of all systems, each once, out of the lists of the platforms. */
export function readOsVersions({ items }: Record<string, unknown>): string[] | undefined {
	if (!Array.isArray(items)) return undefined;

	const versions = items.flatMap((platform) => (isObject(platform) ? listVersions(platform.version_list) : []));
	return [...new Set(versions)];
}

function listVersions(list: unknown): string[] {
	if (!Array.isArray(list)) return [];
	return list.flatMap((version: unknown) => {
		const name = isObject(version) ? (version.os_version ?? version.os_version_key) : undefined;
		return typeof name === "string" && name !== "" ? [name] : [];
	});
}
