import type { Core } from "../core";
import { createImsError } from "./ims-error";
import type { tagGenerations } from "./settings";
import type { TagPair, TaggedRequest } from "./request-schemas";

interface TagRules {
	readonly key: RegExp;
	readonly value: RegExp;
	readonly perImage: number;
}

const allowedCharacter = String.raw`[^=*<>\\,|/]`;

/** The rules of three versions of the documents. */
const rulesOf: Readonly<Record<(typeof tagGenerations)[number], TagRules>> = {
	"2020": { key: buildTextForm(1, 36), value: buildTextForm(0, 43), perImage: 10 },
	"2022": {
		key: /^[A-Za-z0-9_\-\u4E00-\u9FFF]{1,36}$/,
		value: /^[A-Za-z0-9_.\-\u4E00-\u9FFF]{0,43}$/,
		perImage: 10,
	},
	current: {
		key: /^(?! )[A-Za-z0-9_.:+\-@ \u4E00-\u9FFF]{1,128}(?<! )$/,
		value: /^(?! )[A-Za-z0-9_.:+\-@/ \u4E00-\u9FFF]{0,255}(?<! )$/,
		perImage: 20,
	},
};

export type Tags = ReadonlyMap<string, string>;

/** The tags of a create request; undefined if it has none. The string form is split at its first dot. */
export function readRequestTags({ tags, image_tags }: TaggedRequest, core: Core): Tags | undefined {
	if (tags && image_tags) throw createImsError("0115", "tags and image_tags exclude each other");
	const pairs = tags?.map(splitTag) ?? image_tags;
	return pairs ? readTags(pairs, core) : undefined;
}

/** Splits `key.value`; without a dot the value is empty. */
function splitTag(tag: string): TagPair {
	const dot = tag.indexOf(".");
	return dot < 0 ? { key: tag, value: "" } : { key: tag.slice(0, dot), value: tag.slice(dot + 1) };
}

export function readTags(pairs: readonly TagPair[], core: Core): Tags {
	const { key: keyForm, value: valueForm, perImage } = rulesOf[core.settings.values.tagRules];
	const read = new Map<string, string>();
	for (const { key, value } of pairs) {
		if (typeof key !== "string" || !keyForm.test(key)) throw createImsError("0115", `key ${String(key)}`);
		if (typeof value !== "string" || !valueForm.test(value)) throw createImsError("0115", `value ${String(value)}`);
		if (read.has(key)) throw createImsError("0115", `repeated key ${key}`);
		read.set(key, value);
	}
	if (read.size > perImage) throw createImsError("0116");
	return read;
}

/** Adds tags to existing ones; an existing key gets the new value and counts once. */
export function mergeTags(before: Tags, added: Tags, core: Core): Map<string, string> {
	const merged = new Map([...before, ...added]);
	if (merged.size > rulesOf[core.settings.values.tagRules].perImage) throw createImsError("0116");
	return merged;
}

function buildTextForm(min: number, max: number): RegExp {
	return new RegExp(String.raw`^(?! )${allowedCharacter}{${min},${max}}(?<! )$`);
}
