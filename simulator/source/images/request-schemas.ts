import type { Field, Fields } from "../schema/schema";

const isAllowed = (allowed: readonly string[]) => (value: string) => allowed.includes(value);
const hasMaxLength = (length: number) => (value: string) => [...value].length <= length;
const oneOf = (...allowed: string[]): Field => ({ type: "String", accepts: isAllowed(allowed) });
const listOf = (...allowed: string[]): Field => ({ type: "Array", items: oneOf(...allowed) });

export const serviceTypes = ["COMMON", "INFERENCE", "TRAIN", "DEV", "UNKNOWN"];
export const imageTypes = ["BUILD_IN", "DEDICATED"];

/** All fields of the documents and of Huawei's SDK; enumerations hold the members of both. */
export const registerSchema: Fields = {
	swr_path: { type: "String", required: true, accepts: (value: string) => value.length >= 16 && value.length <= 2048 },
	arch: oneOf("X86_64", "AARCH64"),
	description: { type: "String", accepts: hasMaxLength(512) },
	origin: oneOf("CUSTOMIZE", "IMAGE_SAVE"),
	resource_category: listOf("CPU", "GPU", "ASCEND"),
	service_type: oneOf(...serviceTypes),
	services: listOf("NOTEBOOK", "SSH", "AI_FLOW", "MA_STUDIO", "TENSOR_BOARD", "WEB_IDE"),
	visibility: oneOf("PRIVATE", "PUBLIC", "HIDDEN"),
	workspace_id: { type: "String", accepts: (value: string) => /^(0|[0-9a-z]{32})$/.test(value) },
	flavor_type: oneOf("ASCEND_SNT9", "ASCEND_SNT9B", "ASCEND_SNT3"),
	tags: { type: "Array" },
	swr_instance_id: { type: "String" },
	read_me: { type: "String", accepts: hasMaxLength(3000) },
};

/** The validated body of a registration. */
export interface RegisterRequest {
	readonly swr_path: string;
	readonly arch?: string | null;
	readonly description?: string | null;
	readonly origin?: string | null;
	readonly resource_category?: readonly string[] | null;
	readonly service_type?: string | null;
	readonly services?: readonly string[] | null;
	readonly visibility?: string | null;
	readonly workspace_id?: string | null;
	readonly flavor_type?: string | null;
	readonly swr_instance_id?: string | null;
	readonly read_me?: string | null;
}
