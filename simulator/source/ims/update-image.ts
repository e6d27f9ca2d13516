import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { isObject } from "../settings/setting";
import { checkNamesAreFree } from "./create-image";
import { writeImageTime } from "./image";
import type { CloudImage, CloudImageRecord } from "./image";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { readJson } from "./read-body";
import { showImage } from "./show-image";
import { findPropertyReader, requiredProperties } from "./updatable-properties";

interface Change {
	readonly op: "add" | "replace" | "remove";
	readonly property: string;
	readonly value: unknown;
}

/** Applies the changes in order; if one is rejected, none is applied (the documents do not specify it). */
export function updateImage(request: OperationRequest, ims: Ims): HttpResponse {
	const { core } = ims;
	const changes = readChanges(request.body);
	const image = findOwn(request, ims);
	const { record } = image;
	if (record.status !== "active") throw createImsError("0046");
	const changed: CloudImageRecord = { ...record };
	for (const change of changes) apply(change, changed, ims);
	if (changed.name !== record.name) checkNamesAreFree([changed.name], record.owner, ims);
	for (const property of Object.keys(record)) if (!Object.hasOwn(changed, property)) delete record[property];
	Object.assign(record, changed, { updated_at: writeImageTime(core.shownNow()) });
	return { status: 200, body: showImage(image, core) };
}

function findOwn(request: OperationRequest, ims: Ims): CloudImage {
	const image = ims.find(request);
	const status = ims.core.settings.values.missingImage === "404" ? 404 : 400;
	if (!image) throw createImsError("0027", undefined, status);
	if (image.record.owner !== ims.resolveProject(request)) throw createImsError("0047");
	return image;
}

function readChanges(body: Buffer): Change[] {
	const items = readJson(body);
	if (!Array.isArray(items) || items.length === 0) throw createImsError("0001", "expected a list of operations");
	return items.map((item: unknown) => {
		if (!isObject(item)) throw createImsError("0001", "an operation must be an object");
		const { op, path, value } = item;
		if (op !== "add" && op !== "replace" && op !== "remove") throw createImsError("0001", "op");
		const property = typeof path === "string" ? /^\/([^/]+)$/.exec(path)?.[1] : undefined;
		if (property === undefined) throw createImsError("0001", "path");
		if (op !== "remove" && (value === undefined || value === null)) throw createImsError("0001", "value");
		return { op, property, value };
	});
}

/** `add` replaces an existing property; `replace` and `remove` of a missing one conflict. */
function apply({ op, property, value }: Change, record: CloudImageRecord, { core }: Ims): void {
	const read = findPropertyReader(property);
	if (!read) throw createImsError("0035", `${property} cannot be changed`);
	const isData = record["virtual_env_type"] === "DataImage";
	if (isData && property !== "name" && property !== "__description") throw createImsError("0168");
	if (op !== "add" && !Object.hasOwn(record, property)) throw createImsError("0035", `${property} is not there`);
	if (op !== "remove") record[property] = read(value, record, core);
	else if (requiredProperties.includes(property)) throw createImsError("0035", `${property} cannot be removed`);
	else delete record[property];
}
