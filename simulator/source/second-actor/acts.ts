import type { ActName } from "./settings";

/** The lists of `GET /_admin/state` whose objects the second actor works on. */
export const storeNames = ["instances", "notebooks", "customImages", "cloudImages"] as const;
export type StoreName = (typeof storeNames)[number];

/** An object as the state shows it. */
export type Shown = Readonly<Record<string, unknown>> & { readonly id: string };

/** One request of the second actor, before it is signed. */
export interface ActRequest {
	readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
	/** Below the project's path: `/notebooks`; or with its version: `/v2/cloudimages`. */
	readonly path: string;
	readonly body?: unknown;
}

type Acts = Partial<Record<ActName, (object: Shown, text: string) => ActRequest>>;

const patchImage = (image: Shown, property: string, value: string): ActRequest => ({
	method: "PATCH",
	path: `/v2/cloudimages/${image.id}`,
	body: [{ op: property in image ? "replace" : "add", path: `/${property}`, value }],
});

/** How each act is asked for, by kind of object; `text` is a word of the actor's own. */
const actsByStore: Readonly<Record<StoreName, Acts>> = {
	instances: {
		stop: ({ id }) => ({ method: "POST", path: `/demanager/instances/${id}/action`, body: { action: "stop" } }),
		start: ({ id }) => ({ method: "POST", path: `/demanager/instances/${id}/action`, body: { action: "start" } }),
		describe: ({ id }, text) => ({
			method: "PUT",
			path: `/demanager/instances/${id}`,
			body: { description: `theirs ${text}` },
		}),
		delete: ({ id }) => ({ method: "DELETE", path: `/demanager/instances/${id}` }),
		"create twin": ({ name }) => ({
			method: "POST",
			path: "/demanager/instances",
			body: {
				name,
				profile_id: "Multi-Engine 1.0 (python3)-cpu",
				flavor: "modelarts.vm.cpu.2u",
				spec: { storage: { type: "evs", location: { volume_size: 5 } } },
			},
		}),
	},
	notebooks: {
		stop: ({ id }) => ({ method: "POST", path: `/notebooks/${id}/stop` }),
		start: ({ id }) => ({ method: "POST", path: `/notebooks/${id}/start` }),
		rename: ({ id }, text) => ({ method: "PUT", path: `/notebooks/${id}`, body: { name: `theirs-${text}` } }),
		describe: ({ id }, text) => ({
			method: "PUT",
			path: `/notebooks/${id}`,
			body: { description: `theirs ${text}` },
		}),
		retag: ({ id }, text) => ({
			method: "POST",
			path: `/notebooks/${id}/tags/create`,
			body: { tags: [{ key: "theirs", value: text }] },
		}),
		resize: ({ id }) => ({ method: "PUT", path: `/notebooks/${id}`, body: { flavor: "modelarts.vm.cpu.4u" } }),
		mount: ({ id }, text) => ({
			method: "POST",
			path: `/notebooks/${id}/storage`,
			body: { category: "OBSFS", mount_path: `/data/theirs-${text}/`, uri: `obs://theirs/${text}/` },
		}),
		delete: ({ id }) => ({ method: "DELETE", path: `/notebooks/${id}` }),
		"create twin": ({ name }) => ({
			method: "POST",
			path: "/notebooks",
			body: {
				name,
				flavor: "modelarts.vm.cpu.2u",
				image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
				volume: { category: "EFS", ownership: "MANAGED" },
			},
		}),
	},
	customImages: {
		delete: ({ id }) => ({ method: "DELETE", path: `/images/${id}` }),
		"create twin": ({ swr_path: path }) => ({ method: "POST", path: "/images", body: { swr_path: path } }),
	},
	cloudImages: {
		rename: (image, text) => patchImage(image, "name", `theirs-${text}`),
		describe: (image, text) => patchImage(image, "__description", `theirs ${text}`),
		retag: ({ id }, text) => ({
			method: "POST",
			path: `/v2/{project_id}/images/${id}/tags/action`,
			body: { action: "create", tags: [{ key: "theirs", value: text }] },
		}),
		delete: ({ id }) => ({ method: "DELETE", path: `/v2/images/${id}` }),
		"create twin": ({ name, tags }) => ({
			method: "POST",
			path: "/v2/cloudimages/action",
			body: { name, instance_id: "server-of-theirs", image_tags: listPairs(tags) },
		}),
	},
};

/** The request of an act on an object; undefined: its kind knows no such act. */
export function buildAct(name: ActName, store: StoreName, object: Shown, text: string): ActRequest | undefined {
	return actsByStore[store][name]?.(object, text);
}

export function canAct(name: ActName, store: StoreName): boolean {
	return name in actsByStore[store];
}

/** The tags but for those of ownership, which name one object. */
function listPairs(tags: unknown): unknown[] {
	const pairs = Array.isArray(tags) ? (tags as { key: string }[]) : [];
	return pairs.filter(({ key }) => key !== "pulumi");
}
