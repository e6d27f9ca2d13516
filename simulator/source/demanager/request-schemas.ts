import { isShortText, maskForbiddenCharacters } from "../modelarts/text-rules";
import type { Field, Fields } from "../schema/schema";

const nameForm = /^[A-Za-z0-9_-]{1,64}$/;

const isName = (value: string) => nameForm.test(maskForbiddenCharacters(value));
const isFilled = (value: string) => value !== "";
const text: Field = { type: "String" };

const location: Fields = {
	path: text,
	volume_size: { type: "Integer" },
	mount_path: text,
	access_modes: {
		type: "String",
		accepts: (value: string) => ["ReadOnlyMany", "ReadWriteMany"].includes(value),
	},
	volume_unit: text,
};

const storage: Fields = {
	type: { type: "String", required: true },
	location: { type: "Object", fields: location },
};

const autoStop: Field = {
	type: "Object",
	fields: {
		enable: { type: "Boolean" },
		duration: { type: "Integer" },
		prompt: { type: "Boolean" },
		stop_timestamp: { type: "Integer" },
		remain_time: { type: "Integer" },
	},
};

export const createSchema: Fields = {
	name: { type: "String", required: true, accepts: isName },
	profile_id: { type: "String", required: true, accepts: isFilled },
	description: { type: "String", accepts: isShortText },
	flavor: { type: "String", required: true, accepts: isFilled },
	spec: {
		type: "Object",
		required: true,
		fields: {
			storage: { type: "Object", fields: storage },
			extend_storage: { type: "Array", items: { type: "Object", fields: storage } },
			auto_stop: autoStop,
			annotations: { type: "Object", values: text },
		},
	},
	workspace: { type: "Object", fields: { id: text } },
	pool: {
		type: "Object",
		fields: {
			id: { type: "String", required: true, accepts: isFilled },
			type: text,
			name: text,
			owner: { type: "Object", fields: { project_id: text } },
		},
	},
	ai_project: { type: "Object", fields: { id: text } },
};

/** `strict`: the oldest edition requires the description in every update. */
export const updateSchema = (strict: boolean): Fields => ({
	description: { type: "String", accepts: isShortText, ...(strict && { required: true }) },
	spec: { type: "Object", fields: { auto_stop: autoStop } },
});

export const actionSchema: Fields = {
	action: {
		type: "String",
		required: true,
		accepts: (value: string) => ["start", "stop", "restart", "queue", "dequeue"].includes(value),
	},
};
