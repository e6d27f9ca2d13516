/**
 * The fields of the five documents that this product implements, and of the API that took the place of three of them, in
 * our own list: by section of the mapping page, requests and answers, examples included. A dot leads into an object, `[]`
 * into the items of a list.
 */

const profile = under("profile", ["id", "name", "description", "de_type", "provision"]);
const provision = under("profile.provision", ["type", "spec", "annotations"]);
const deployment = under("profile.provision.spec", ["engine", "params"]);
const container = under("profile.provision.spec.params", ["namespace", "image_name", "image_tag", "annotations"]);
const instance = ["id", "name", "description", "status", "creation_timestamp", "profile", "flavor", "spec"];
const refusal = ["error_code", "error_msg"];

/** Document 000, by the SDK. */
const updateBySdk = {
	request: ["project_id", "instance_id", "description"],
	answer: [...instance, ...profile, "profile.labels", ...provision, ...deployment, ...container, ...refusal],
};

/** Document 001, by HTTP. */
const updateByHttp = {
	request: [
		...["project_id", "instance_id", "description", "spec", "spec.auto_stop"],
		...under("spec.auto_stop", ["enable", "duration", "prompt"]),
	],
	answer: [
		...updateBySdk.answer,
		...["workspace", "workspace.id"],
		...under("spec", ["storage", "auto_stop", "annotations"]),
		...under("spec.auto_stop", ["enable", "duration", "prompt", "stop_timestamp", "remain_time"]),
		// From the example.
		...under("spec.storage", ["type", "location", "location.path"]),
		"spec.annotations.url",
	],
};

/** Document 002, by the SDK. */
const create = {
	request: [
		...["project_id", "name", "profile_id", "description", "flavor", "spec", "workspace", "workspace.id"],
		...under("spec", ["storage", "annotations"]),
		...under("spec.storage", ["type", "location", "location.path", "location.volume_size"]),
	],
	answer: [
		...[...instance, "workspace", "workspace.id", ...refusal],
		...[...profile, ...provision, ...deployment, ...container],
	],
};

const common = [
	...["name", "description", "tags", "image_tags", "image_tags[].key", "image_tags[].value"],
	...["enterprise_project_id", "max_ram", "min_ram"],
];

/** Document 003: from a server or its data disks, from a file, from a volume. */
const createImage = {
	request: [
		...[...common, "instance_id", "data_images"],
		...under("data_images[]", ["name", "volume_id", "description", "tags", "image_tags"]),
		...["os_version", "image_url", "min_disk", "is_config", "is_config_init", "cmk_id", "type"],
		...["is_quick_import", "architecture"],
		...under("data_images[]", ["image_url", "min_disk", "is_quick_import"]),
		"volume_id",
	],
	answer: ["job_id"],
};

/** Document 004. */
const registerImage = {
	request: [
		...["project_id", "arch", "description", "origin", "resource_category", "service_type", "services", "swr_path"],
		...["visibility", "workspace_id"],
	],
	answer: [
		...["arch", "create_at", "description", "dev_services", "id", "name", "namespace", "origin", "resource_categories"],
		...["service_type", "size", "status", "status_message", "support_res_categories", "swr_path", "tag", "type"],
		...["update_at", "visibility", "workspace_id"],
	],
};

/** `POST` and `PUT /v1/{project_id}/notebooks`; of what only one SDK knows in the answer, the names of older editions. */
const makeNotebook = {
	request: [
		...["project_id", "name", "description", "flavor", "image_id", "volume", "duration", "lease", "endpoints"],
		...["feature", "pool_id", "workspace_id", "hooks", "tags", "storage_new_size"],
		...["custom_spec", "affinity", "run_user", "data_volumes", "user_vpc"],
		...under("volume", [
			"category",
			"ownership",
			"capacity",
			"uri",
			"id",
			"mount_path",
			"read_only",
			"dew_secret_name",
		]),
		...under("lease", ["duration", "type"]),
		...under("endpoints[]", ["service", "key_pair_names", "allowed_access_ips"]),
		...["hooks.container_hooks", ...under("hooks.container_hooks", ["pre_start", "post_start"])],
	],
	answer: [
		...["id", "name", "description", "feature", "flavor", "status", "url", "token", "fail_reason", "image", "lease"],
		...["volume", "endpoints", "pool", "action_progress", "user", "user_id", "billing_items", "tags", "data_volumes"],
		...["workspace_id", "hooks", "create_at", "update_at", "lease.create_at"],
		...under("endpoints[]", ["uri", "dev_service", "ssh_keys"]),
	],
};

/** `POST /v1/{project_id}/notebooks/{id}/create-image`; the answer is that of a registered image. */
const saveNotebook = {
	request: [
		...["project_id", "id", "name", "namespace", "tag", "description", "workspace_id"],
		...["swr_instance_id", "swr_instance_domain"],
	],
	answer: [...registerImage.answer],
};

export interface DocumentedOperation {
	/** Its number, or the path of an API that is none of the five. */
	readonly document: string;
	/** The section of the mapping page. */
	readonly section: string;
	readonly request: readonly string[];
	/** The part of the page that holds the answer's fields. */
	readonly answerSection: string;
	readonly answer: readonly string[];
}

const update = "Update a development environment instance";

export const documented: readonly DocumentedOperation[] = [
	{ document: "000", section: update, answerSection: update, ...updateBySdk },
	{ document: "001", section: update, answerSection: update, ...updateByHttp },
	// The answer of a create is that of an update, and the page says so.
	{ document: "002", section: "Create a development environment instance", answerSection: update, ...create },
	{ document: "003", section: "Create an image", answerSection: "Create an image", ...createImage },
	{ document: "004", section: "Register a custom image", answerSection: "Register a custom image", ...registerImage },
	{ document: "/notebooks", section: "Create a notebook", answerSection: "Create a notebook", ...makeNotebook },
	{
		document: "create-image",
		section: "Save a notebook as an image",
		// The page says so.
		answerSection: "Register a custom image",
		...saveNotebook,
	},
];

function under(parent: string, names: readonly string[]): string[] {
	return names.map((name) => `${parent}.${name}`);
}
