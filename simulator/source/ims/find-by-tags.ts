import type { Answer, Call } from "../gateway/operation";
import type { Field, Fields } from "../shape/shape";
import type { CloudImage } from "./image";
import type { Ims } from "./ims";
import { refuseByIms } from "./ims-refusals";
import { readObject } from "./read-body";
import { showTags } from "./show-image";

interface Wanted {
	readonly key: string;
	readonly values: readonly string[];
}

interface Question {
	readonly action: string;
	readonly tags?: readonly Wanted[] | null;
	readonly tags_any?: readonly Wanted[] | null;
	readonly not_tags?: readonly Wanted[] | null;
	readonly not_tags_any?: readonly Wanted[] | null;
	readonly without_any_tag?: boolean | null;
	readonly matches?: readonly { readonly key: string; readonly value: string }[] | null;
	readonly limit?: string | null;
	readonly offset?: string | null;
}

const text: Field = { type: "String", required: true };
const wanted: Field = {
	type: "Array",
	items: {
		type: "Object",
		fields: { key: text, values: { type: "Array", required: true, items: { type: "String" } } },
	},
};
const shape: Fields = {
	action: text,
	tags: wanted,
	tags_any: wanted,
	not_tags: wanted,
	not_tags_any: wanted,
	without_any_tag: { type: "Boolean" },
	matches: { type: "Array", items: { type: "Object", fields: { key: text, value: { type: "String" } } } },
	limit: { type: "String" },
	offset: { type: "String" },
};

/** Which images carry these tags: `filter` shows a page of them with all their tags, `count` only how many. */
export function listImageByTags(call: Call, ims: Ims): Answer {
	const question = readObject<Question>(call.body, shape);
	if (question.action !== "filter" && question.action !== "count") throw refuseByIms("0001", "action");
	checkLists(question);
	const projectId = ims.projectOf(call);
	const own = ims.images.visible(projectId).filter(({ record }) => record.owner === projectId);
	const found = own.reverse().filter((image) => isMeant(image, question));
	if (question.action === "count") return { status: 200, body: { total_count: found.length } };
	const limit = readNumber("limit", question.limit, "10", 1, 1000);
	const offset = readNumber("offset", question.offset, "0", 0, Infinity);
	const resources = found.slice(offset, offset + limit).map(({ record, tags }) => ({
		resource_id: record.id,
		resource_name: record.name,
		resource_detail: { status: record.status },
		tags: showTags(tags),
	}));
	return { status: 200, body: { total_count: found.length, resources } };
}

function checkLists({ tags, tags_any, not_tags, not_tags_any }: Question): void {
	for (const list of [tags, tags_any, not_tags, not_tags_any]) {
		if (!list) continue;
		if (list.length === 0 || list.length > 10) throw refuseByIms("0001", "from 1 to 10 keys");
		if (list.some(({ values }) => values.length > 10)) throw refuseByIms("0001", "at most 10 values of a key");
		if (new Set(list.map(({ key }) => key)).size < list.length) throw refuseByIms("0115", "repeated key");
	}
}

/** Within a key one value is enough, and no values mean any; what has no tags at all can be asked for instead. */
function isMeant(image: CloudImage, question: Question): boolean {
	const has = ({ key, values }: Wanted) => {
		const value = image.tags.get(key);
		return value !== undefined && (values.length === 0 || values.includes(value));
	};
	const { tags, tags_any, not_tags, not_tags_any, without_any_tag, matches } = question;
	const named = (matches ?? []).every((match) => fitsMatch(image, match));
	if (without_any_tag) return named && image.tags.size === 0;
	return (
		named &&
		(!tags || tags.every(has)) &&
		(!tags_any || tags_any.some(has)) &&
		(!not_tags || !not_tags.every(has)) &&
		(!not_tags_any || !not_tags_any.some(has))
	);
}

function fitsMatch({ record }: CloudImage, { key, value }: { readonly key: string; readonly value: string }): boolean {
	if (key === "resource_id") return record.id === value;
	if (key === "resource_name") return record.name.includes(value);
	throw refuseByIms("0001", `matches.${key}`);
}

function readNumber(name: string, text: string | null | undefined, otherwise: string, least: number, most: number) {
	const number = Number(text ?? otherwise);
	const fits = /^\d+$/.test(text ?? otherwise) && number >= least && number <= most;
	if (!fits) throw refuseByIms("0001", name);
	return number;
}
