import type { CloudImage } from "./image";
import { createImsError } from "./ims-error";

/** The query parameters that are no filters. */
const pageParameters = ["limit", "marker", "sort_key", "sort_dir"];

type Filter = (image: CloudImage) => boolean;

/** Every filter must match exactly. An undocumented name is treated as a property of the image. */
export function readFilters(query: URLSearchParams): Filter[] {
	const given = [...query].filter(([name]) => !pageParameters.includes(name));
	const filters = given.map(([name, value]) => readFilter(name, value));
	// Only registered images are listed unless the query names __isregistered.
	return query.has("__isregistered") ? filters : [...filters, ({ record }) => record["__isregistered"] !== "false"];
}

function readFilter(name: string, value: string): Filter {
	switch (name) {
		case "tag":
			return ({ tags }) => [...tags].some(([key, own]) => `${key}=${own}` === value || (own === "" && key === value));
		case "created_at":
		case "updated_at":
			return readTimeFilter(name, value);
		case "enterprise_project_id":
			return ({ record }) => value === "all_granted_eps" || (record[name] ?? "0") === value;
		// Only public images support flavors; the simulator does not check which.
		case "flavor_id":
			return ({ record }) => record.visibility === "public";
		default:
			return ({ record }) => Object.hasOwn(record, name) && equalsText(record[name], value);
	}
}

function equalsText(property: unknown, value: string): boolean {
	return property === null ? value === "" : JSON.stringify(property).replace(/^"|"$/g, "") === value;
}

const operators: Readonly<Record<string, (time: number, limit: number) => boolean>> = {
	gt: (time, limit) => time > limit,
	gte: (time, limit) => time >= limit,
	lt: (time, limit) => time < limit,
	lte: (time, limit) => time <= limit,
	eq: (time, limit) => time === limit,
	neq: (time, limit) => time !== limit,
};

/** Parses `op:time`; the time has one of two formats. */
function readTimeFilter(name: "created_at" | "updated_at", text: string): Filter {
	const found = /^(gte?|lte?|n?eq):(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)Z?$/.exec(text);
	const compare = operators[found?.[1] ?? ""];
	const limit = Date.parse(`${found?.[2]}T${found?.[3]}Z`);
	if (!compare || Number.isNaN(limit)) throw createImsError("0017", name);
	return ({ record }) => compare(Date.parse(record[name]), limit);
}
