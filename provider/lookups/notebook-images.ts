import { integer, list, object, oneOf, oneOfInAnyCase, string, type TypesOf } from "../definition/fields";
import { readAs, toTime } from "../definition/read-back";
import type { RegisteredImageResponse } from "../services/modelarts/images";
import { choose, isAsked, isAskedInAnyCase } from "./choose";
import { listOnce } from "./list-once";
import { defineLookup, everywhere, recency, requirement } from "./lookup";

const image = object({
	/** What the input `imageId` of a notebook takes. */
	id: string(),
	/** The image part of its path. */
	name: string({ optional: true }),
	/** The organisation in SWR. */
	namespace: string({ optional: true }),
	/** The tag part of its path. */
	tag: string({ optional: true }),
	/** Where it is in SWR. */
	swrPath: string({ optional: true }),
	/** In lower case. */
	arch: string({ optional: true }),
	/** `BUILD_IN` or `DEDICATED`. */
	type: string({ optional: true }),
	/** `ACTIVE`. */
	status: string({ optional: true }),
	/** As whoever registered it gave it. */
	description: string({ optional: true }),
	/** What it can run on: `CPU`, `GPU`, `ASCEND`. */
	resourceCategories: list(string(), { optional: true }),
	/** How it can be used: `NOTEBOOK`, `SSH` and others. */
	services: list(string(), { optional: true, response: "dev_services" }),
	/** Bytes. */
	size: integer({ optional: true }),
	/** `PRIVATE`, `PUBLIC` or `HIDDEN`. */
	visibility: string({ optional: true }),
	/** `0` for the default one. */
	workspaceId: string({ optional: true }),
	/** In ISO 8601. */
	createdAt: string({ optional: true, response: "create_at", fromResponse: toTime }),
	/** In ISO 8601. */
	updatedAt: string({ optional: true, response: "update_at", fromResponse: toTime }),
});

const TYPES = ["BUILD_IN", "DEDICATED"] as const;

/**
 * The images that notebooks can be made from: those of the service, and those that users registered or saved (API page:
 * "Querying Supported Images", `GET /v1/{project_id}/images`). Only those that can be used now.
 */
export const notebookImages = defineLookup({
	name: "getNotebookImages",
	args: {
		/** The image part of its path, whole. */
		name: string({ optional: true }),
		/** The organisation in SWR. */
		namespace: string({ optional: true }),
		/** The tag part of its path. */
		tag: string({ optional: true }),
		/**
		 * Those of the service, or those of users.
		 *
		 * @default both, with one list request for each
		 */
		type: oneOf(TYPES, { optional: true }),
		/** Processor. */
		arch: oneOfInAnyCase(["X86_64", "AARCH64"], { optional: true }),
		/**
		 * Where images of users are looked for.
		 *
		 * @default "0", the default workspace
		 */
		workspaceId: string({ optional: true }),
		...recency,
		...requirement,
		...everywhere,
	},
	result: {
		/** In the order of the service. */
		images: list(image),
	},
	async run({ name, namespace, tag, type, arch, workspaceId = "0", mostRecent, required }, { services, ...options }) {
		const types = type === undefined ? TYPES : [type];
		const queries = {
			BUILD_IN: { type: "BUILD_IN" },
			DEDICATED: { type: "DEDICATED", workspace_id: workspaceId },
		} as const;
		const lists = types.map((one) =>
			listOnce(services, `images ${JSON.stringify(queries[one])}`, () =>
				services.modelartsImages.listImages(queries[one], options),
			),
		);
		const found = choose((await Promise.all(lists)).flat(), {
			kind: "images",
			services,
			nameOf: (one: RegisteredImageResponse) => one.name,
			name,
			fits: (one) =>
				isAsked("ACTIVE", one.status ?? "ACTIVE") &&
				isAsked(namespace, one.namespace) &&
				isAsked(tag, one.tag) &&
				isAskedInAnyCase(arch, one.arch),
			createdAt: ({ create_at }) => create_at,
			mostRecent,
			required,
		});
		return { images: found.map((one) => readAs(image, one)) };
	},
});

export type Args = TypesOf<(typeof notebookImages)["args"]>;
export type Result = TypesOf<(typeof notebookImages)["result"]>;
