import { isShortText, maskForbiddenCharacters } from "../modelarts/text-rules";
import type { Field, Fields } from "../schema/schema";

const text: Field = { type: "String" };
const filled: Field = { type: "String", required: true, accepts: (value: string) => value !== "" };
const description: Field = { type: "String", accepts: isShortText };
const long: Field = { type: "Integer" };
const name: Field = {
	type: "String",
	accepts: (value: string) => /^[A-Za-z0-9_-]{1,128}$/.test(maskForbiddenCharacters(value)),
};

/** Compares without case: samples send lower case and receive upper case. */
const oneOf = (...allowed: string[]): Field => ({
	type: "String",
	accepts: (value: string) => allowed.includes(value.toUpperCase()),
});

const lease: Field = { type: "Object", fields: { duration: long, type: oneOf("TIMING", "IDLE") } };

const endpoints: Field = {
	type: "Array",
	items: {
		type: "Object",
		fields: {
			service: { ...oneOf("NOTEBOOK", "SSH"), required: true },
			key_pair_names: { type: "Array", items: text },
			allowed_access_ips: { type: "Array", items: text, accepts: (ips: readonly string[]) => ips.length <= 5 },
		},
	},
};

const hook: Field = {
	type: "Object",
	fields: { script: text, type: oneOf("COMMAND", "SCRIPT") },
};
const hooks: Field = {
	type: "Object",
	fields: { container_hooks: { type: "Object", fields: { pre_start: hook, post_start: hook } } },
};

/** Undocumented fields of Huawei's SDK: accepted, without effect in the simulator. */
const sdkFields: Fields = {
	affinity: { type: "Object" },
	custom_spec: { type: "Object" },
	data_volumes: { type: "Array" },
	dew_secret_name: text,
};

export const createSchema: Fields = {
	name: { ...name, required: true },
	flavor: filled,
	image_id: filled,
	volume: {
		type: "Object",
		required: true,
		fields: {
			category: { ...oneOf("EVS", "EFS", "SFS", "OBS", "OBSFS"), required: true },
			ownership: { ...oneOf("MANAGED", "DEDICATED"), required: true },
			capacity: long,
			uri: text,
			id: text,
			mount_path: text,
			read_only: { type: "Boolean" },
			dew_secret_name: text,
		},
	},
	description,
	duration: long,
	lease,
	endpoints,
	feature: oneOf("NOTEBOOK", "DEFAULT"),
	pool_id: text,
	workspace_id: { type: "String", accepts: (value: string) => /^(0|[0-9a-z]{32})$/.test(value) },
	hooks,
	...sdkFields,
	run_user: { type: "Object" },
	user_vpc: { type: "Object" },
};

export const updateSchema: Fields = {
	name,
	description,
	flavor: text,
	image_id: text,
	endpoints,
	storage_new_size: long,
	hooks,
	...sdkFields,
};

export const leaseSchema: Fields = { duration: long, type: oneOf("TIMING", "IDLE") };

export const mountSchema: Fields = {
	category: oneOf("OBS", "OBSFS", "EFS"),
	mount_path: filled,
	uri: filled,
	efs_id: text,
};

/** tags.ts checks the form of keys and values, so that all violations raise the same error. */
export const tagsSchema = (valueRequired: boolean): Fields => ({
	tags: {
		type: "Array",
		required: true,
		items: {
			type: "Object",
			fields: { key: filled, value: { type: "String", ...(valueRequired && { required: true }) } },
		},
	},
});

/** `strict`: as in Huawei's SDK; the other edition requires neither name nor namespace. */
export const saveImageSchema = (strict: boolean): Fields => {
	const required = strict ? ({ required: true } as const) : undefined;
	const nameForm = strict ? /^[a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?$/ : /^[a-z0-9._-]{1,512}$/;
	return {
		name: { type: "String", ...required, accepts: (value: string) => nameForm.test(value) },
		namespace: { type: "String", ...required, accepts: (value: string) => /^[a-z][^/\s:]{0,63}$/.test(value) },
		tag: { type: "String", accepts: (value: string) => /^[A-Za-z0-9._-]{1,64}$/.test(value) },
		description,
		workspace_id: text,
		swr_instance_id: text,
		swr_instance_domain: text,
	};
};
