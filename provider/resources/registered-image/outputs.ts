import { integer, list, string } from "../../definition/fields";
import { toTime } from "../../definition/read-back";

const words = (response: string) => list(string(), { optional: true, response });

/** What only the service knows of a registered image. */
export const reportedOutputs = {
	/** `ACTIVE` once it can be used. */
	status: string({ fromResponse: (status: string | undefined) => status ?? "UNKNOWN" }),

	/** What the service says of its status. */
	statusMessage: string({ optional: true, fromResponse: (message: string | undefined) => message || undefined }),

	/** Bytes. */
	size: integer({ optional: true }),

	/** `DEDICATED`: a user's own. */
	type: string({ optional: true }),

	/** How it can be used: `NOTEBOOK`, `SSH`, and others. */
	devServices: words("dev_services"),

	/** What it can run on: `CPU`, `GPU`, `ASCEND`. */
	resourceCategories: words("resource_categories"),

	/** What it could run on. */
	supportedResourceCategories: words("support_res_categories"),

	/** ISO 8601, UTC. */
	createdAt: string({ optional: true, response: "create_at", fromResponse: toTime }),

	/** ISO 8601, UTC. */
	updatedAt: string({ optional: true, response: "update_at", fromResponse: toTime }),
};
