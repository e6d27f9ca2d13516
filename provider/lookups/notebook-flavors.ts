import { boolean, integer, list, object, oneOf, string, type TypesOf } from "../definition/fields";
import { readAs } from "../definition/read-back";
import type { FlavorResponse } from "../services/modelarts/flavors";
import { choose, isAsked, isAskedInAnyCase } from "./choose";
import { listOnce } from "./list-once";
import { defineLookup, everywhere, requirement } from "./lookup";

const flavor = object({
	/** What the input `flavor` of a notebook takes. */
	id: string(),
	/** For people: `CPU: 2vCPUs 8GB`. */
	name: string({ optional: true }),
	/** For people. */
	description: string({ optional: true }),
	/** `x86_64` or `aarch64`. */
	arch: string({ optional: true }),
	/** `CPU`, `GPU` or `ASCEND`. */
	category: string({ optional: true }),
	/** Number of virtual processors. */
	vcpus: integer({ optional: true }),
	/** KiB. */
	memory: integer({ optional: true }),
	/** Where it has graphics processors. */
	gpu: object(
		{
			/** How many. */
			count: integer({ optional: true, response: "gpu" }),
			/** Of each: `32GB`. */
			memory: string({ optional: true, response: "gpu_memory" }),
			/** Its model: `nvidia-v100`. */
			type: string({ optional: true }),
		},
		{ optional: true },
	),
	/** Where it has Ascend processors. */
	ascend: object(
		{
			/** How many. */
			count: integer({ optional: true, response: "npu" }),
			/** Of each: `32GB`. */
			memory: string({ optional: true, response: "npu_memory" }),
			/** Its model: `ascend-910`. */
			type: string({ optional: true }),
		},
		{ optional: true },
	),
	/** Whether it costs nothing. */
	free: boolean({ optional: true }),
	/** No notebook can be created with it for now. */
	soldOut: boolean({ fromResponse: (found: unknown) => found === true }),
	/** The feature that notebooks of this flavor need: `NOTEBOOK`, or `DEFAULT` for free ones. */
	feature: string({ optional: true }),
	/** What a notebook can keep its files in: `EVS`, `EFS` and others. */
	storages: list(string(), { optional: true }),
});

/**
 * The flavors that notebooks can have (API page: "Querying the Flavors of Notebook Instances",
 * `GET /v1/{project_id}/notebooks/flavors`).
 *
 * The API tells no prices.
 */
export const notebookFlavors = defineLookup({
	name: "getNotebookFlavors",
	args: {
		/** Exactly this one. */
		id: string({ optional: true }),
		/** Processor. */
		category: oneOf(["CPU", "GPU", "ASCEND"], { optional: true }),
		/** Of the public pool, or of dedicated ones. */
		type: oneOf(["MANAGED", "DEDICATED"], { optional: true }),
		/**
		 * Also those that nothing can be created with for now.
		 *
		 * @default false
		 */
		includeSoldOut: boolean({ optional: true }),
		...requirement,
		...everywhere,
	},
	result: {
		/** In the order of the service. */
		flavors: list(flavor),
	},
	async run({ id, category, type, includeSoldOut = false, required }, { services, ...options }) {
		const all = await listOnce(services, `flavors ${type}`, () =>
			services.notebookFlavors.listFlavors({ type }, options),
		);
		const found = choose(all, {
			kind: "notebook flavors",
			services,
			nameOf: (one: FlavorResponse) => one.id,
			name: id,
			fits: (one) =>
				isAskedInAnyCase(category, one.category) && (includeSoldOut || isAsked(false, one.sold_out === true)),
			required,
		});
		return { flavors: found.map((one) => readAs(flavor, one)) };
	},
});

export type Args = TypesOf<(typeof notebookFlavors)["args"]>;
export type Result = TypesOf<(typeof notebookFlavors)["result"]>;
