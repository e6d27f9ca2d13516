import { integer, list, object, oneOf, string, type TypesOf } from "../definition/fields";
import { isAsked } from "./choose";
import { listOnce } from "./list-once";
import { defineLookup, everywhere } from "./lookup";

const quota = object({
	/** `modelarts` or `ims`. */
	service: string(),
	/** What is limited: `image`, `pool`, `network`. */
	type: string(),
	/** `-1`: without a limit. */
	quota: integer(),
	/** How much there is. */
	used: integer(),
});

const SERVICES = ["modelarts", "ims"] as const;

/**
 * How much there may be, and how much there is (API pages: "Querying OS Quotas", `GET /v1/{project_id}/quotas` of
 * ModelArts; "Querying the Image Quota", `GET /v1/cloudimages/quota` of IMS).
 */
export const quotas = defineLookup({
	name: "getQuotas",
	args: {
		/**
		 * Of this service only.
		 *
		 * @default both
		 */
		service: oneOf(SERVICES, { optional: true }),
		/** Of this only: `image`, `pool`, `network`. */
		type: string({ optional: true }),
		...everywhere,
	},
	result: {
		/** In the order of the services. */
		quotas: list(quota),
	},
	async run({ service, type }, { services, ...options }) {
		const fetch = {
			modelarts: () => services.modelartsQuotas.listQuotas(options),
			ims: () => services.imsQuotas.listQuotas(options),
		};
		const lists = SERVICES.filter((one) => isAsked(service, one)).map(async (one) => {
			const found = await listOnce(services, `quotas ${one}`, fetch[one]);
			return found.map((quota) => ({ service: one, ...quota }));
		});
		return { quotas: (await Promise.all(lists)).flat().filter((one) => isAsked(type, one.type)) };
	},
});

export type Args = TypesOf<(typeof quotas)["args"]>;
export type Result = TypesOf<(typeof quotas)["result"]>;
