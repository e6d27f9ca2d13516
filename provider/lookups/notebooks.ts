import { boolean, list, map, object, string, type TypesOf } from "../definition/fields";
import { readAs, toTime } from "../definition/read-back";
import { toTagMap } from "../definition/tags";
import type { NotebookResponse, TagBody } from "../services/modelarts/notebook-response";
import { choose, hasTags, isAsked } from "./choose";
import { listOnce } from "./list-once";
import { defineLookup, everywhere, recency, requirement } from "./lookup";

/** Neither the address nor the token: whoever has them is in the notebook. */
const notebook = object({
	/** What `pulumi import` takes. */
	id: string(),
	/** Several may have the same. */
	name: string({ optional: true }),
	/** As whoever created it gave it. */
	description: string({ optional: true }),
	/** `RUNNING`, `STOPPED` and others. */
	status: string({ optional: true }),
	/** What it runs on. */
	flavor: string({ optional: true }),
	/** What it was made from. */
	imageId: string({ optional: true, response: "image.id" }),
	/** Where its image is in SWR. */
	swrPath: string({ optional: true, response: "image.swr_path" }),
	/** `NOTEBOOK`, or `DEFAULT` for free ones. */
	feature: string({ optional: true }),
	/** The dedicated pool that it runs in. */
	poolId: string({ optional: true, response: "pool.id" }),
	/** `0` for the default one. */
	workspaceId: string({ optional: true }),
	/** The user who created it. */
	ownerId: string({ optional: true, response: "user.id" }),
	/** Name of that user. */
	ownerName: string({ optional: true, response: "user.name" }),
	/** Ownership markers among them. */
	tags: map({ fromResponse: (found: TagBody[] = []) => toTagMap(found) }),
	/** In ISO 8601. */
	createdAt: string({ optional: true, response: "create_at", fromResponse: toTime }),
	/** In ISO 8601. */
	updatedAt: string({ optional: true, response: "update_at", fromResponse: toTime }),
});

/**
 * Notebooks of the current API, whoever manages them (API page: "Querying Notebook Instances",
 * `GET /v1/{project_id}/notebooks`, and `…/all` for those of every user).
 */
export const notebooks = defineLookup({
	name: "getNotebooks",
	args: {
		/** The whole name. */
		name: string({ optional: true }),
		/** `RUNNING`, `STOPPED` and others. */
		status: string({ optional: true }),
		/** What they run on. */
		flavor: string({ optional: true }),
		/** What they were made from. */
		imageId: string({ optional: true }),
		/** The dedicated pool that they run in. */
		poolId: string({ optional: true }),
		/**
		 * Where they are looked for.
		 *
		 * @default "0", the default workspace
		 */
		workspaceId: string({ optional: true }),
		/** All of these. */
		tags: map({ optional: true }),
		/**
		 * Also those of other users of the project, which takes the permission to list them.
		 *
		 * @default false
		 */
		allUsers: boolean({ optional: true }),
		...recency,
		...requirement,
		...everywhere,
	},
	result: {
		/** In the order of the service. */
		notebooks: list(notebook),
	},
	async run(args, { services, ...options }) {
		const { name, status, flavor, imageId, poolId, workspaceId = "0", tags, allUsers, mostRecent, required } = args;
		const query = { workspace_id: workspaceId };
		const all = await listOnce(services, `notebooks ${allUsers === true} ${workspaceId}`, () =>
			allUsers ? services.notebooks.listAllNotebooks(query, options) : services.notebooks.listNotebooks(query, options),
		);
		const found = choose(
			all.filter((one) => one.status !== "DELETED"),
			{
				kind: "notebooks",
				services,
				nameOf: (one: NotebookResponse) => one.name,
				name,
				fits: (one) =>
					isAsked(status, one.status) &&
					isAsked(flavor, one.flavor) &&
					isAsked(imageId, one.image?.id) &&
					isAsked(poolId, one.pool?.id) &&
					hasTags(tags, toTagMap(one.tags ?? [])),
				createdAt: ({ create_at }) => create_at,
				mostRecent,
				required,
			},
		);
		return { notebooks: found.map((one) => readAs(notebook, one)) };
	},
});

export type Args = TypesOf<(typeof notebooks)["args"]>;
export type Result = TypesOf<(typeof notebooks)["result"]>;
