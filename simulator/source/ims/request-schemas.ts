import type { Field, Fields } from "../schema/schema";

const text: Field = { type: "String" };
const count: Field = { type: "Integer" };
const flag: Field = { type: "Boolean" };

const tagFields: Fields = {
	tags: { type: "Array", items: text },
	image_tags: { type: "Array", items: { type: "Object", fields: { key: text, value: text } } },
};

/** The fields of all kinds of sources; create-rules.ts checks which of them can be combined. */
export const createSchema: Fields = {
	...tagFields,
	name: text,
	description: text,
	instance_id: text,
	volume_id: text,
	image_url: text,
	os_type: text,
	os_version: text,
	min_disk: count,
	is_config: flag,
	cmk_id: text,
	type: text,
	is_quick_import: flag,
	architecture: text,
	hw_firmware_type: text,
	enterprise_project_id: text,
	min_ram: count,
	max_ram: count,
	data_images: {
		type: "Array",
		items: {
			type: "Object",
			fields: {
				...tagFields,
				name: text,
				description: text,
				volume_id: text,
				image_url: text,
				min_disk: count,
				is_quick_import: flag,
			},
		},
	},
};

export interface TagPair {
	readonly key?: string | null;
	readonly value?: string | null;
}

export interface TaggedRequest {
	readonly tags?: readonly string[] | null;
	readonly image_tags?: readonly TagPair[] | null;
}

export interface DataImageRequest extends TaggedRequest {
	readonly name?: string | null;
	readonly description?: string | null;
	readonly volume_id?: string | null;
	readonly image_url?: string | null;
	readonly min_disk?: number | null;
	readonly is_quick_import?: boolean | null;
}

/** The body of `POST /v2/cloudimages/action` with validated types. */
export interface CreateRequest extends TaggedRequest {
	readonly name?: string | null;
	readonly description?: string | null;
	readonly instance_id?: string | null;
	readonly volume_id?: string | null;
	readonly image_url?: string | null;
	readonly os_type?: string | null;
	readonly os_version?: string | null;
	readonly min_disk?: number | null;
	readonly is_config?: boolean | null;
	readonly cmk_id?: string | null;
	readonly type?: string | null;
	readonly is_quick_import?: boolean | null;
	readonly architecture?: string | null;
	readonly hw_firmware_type?: string | null;
	readonly enterprise_project_id?: string | null;
	readonly min_ram?: number | null;
	readonly max_ram?: number | null;
	readonly data_images?: readonly DataImageRequest[] | null;
}
