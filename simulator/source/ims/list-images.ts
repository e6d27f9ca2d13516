import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { CloudImage } from "./image";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { readFilters } from "./list-filters";
import { showImage } from "./show-image";

const sortKeys = ["name", "container_format", "disk_format", "status", "id", "size", "created_at"];
const defaultLimit = 500;

/**
 * Lists images without a count or a link to the next page: a client requests pages after the last id until one is
 * empty.
 */
export function listImages(request: OperationRequest, ims: Ims): HttpResponse {
	const { core, images } = ims;
	const { query } = request;
	const filters = readFilters(query);
	const marker = query.get("marker");
	const isMarker = ({ record }: CloudImage) => record.id === marker;
	const matches = (image: CloudImage) => filters.every((filter) => filter(image));
	const visible = images.visible(ims.resolveProject(request));
	if (marker !== null && !visible.some(isMarker)) throw createImsError("0027", "marker");
	// The marker, the last image of the previous page, counts even if it no longer matches.
	const sorted = sort(
		visible.filter((image) => matches(image) || isMarker(image)),
		query,
	);
	const rest = sorted.slice(sorted.findIndex(isMarker) + 1);
	const limit = Math.min(readLimit(query), core.settings.values.cloudImageListPageMax ?? Infinity);
	const page = rest.slice(0, limit);
	return { status: 200, body: { images: page.map((image) => showImage(image, core, "listed")) } };
}

/** Sorts by the query, by default the newest first; of images of one second, the one that was created last. */
function sort(images: readonly CloudImage[], query: URLSearchParams): CloudImage[] {
	const key = query.get("sort_key") ?? "created_at";
	const direction = query.get("sort_dir") ?? "desc";
	if (!sortKeys.includes(key)) throw createImsError("0017", "sort_key");
	if (!["asc", "desc"].includes(direction)) throw createImsError("0017", "sort_dir");
	const ascending = images.toSorted(({ record: a }, { record: b }) => compare(a[key], b[key]));
	return direction === "asc" ? ascending : ascending.reverse();
}

function compare(left: unknown, right: unknown): number {
	if (typeof left === "number" && typeof right === "number") return left - right;
	return String(left) < String(right) ? -1 : left === right ? 0 : 1;
}

function readLimit(query: URLSearchParams): number {
	const text = query.get("limit") ?? String(defaultLimit);
	if (!/^[1-9]\d*$/.test(text)) throw createImsError("0017", "limit");
	return Number(text);
}
