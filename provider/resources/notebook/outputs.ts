import { any, object, string } from "../../definition/fields";
import { toTime } from "../../definition/read-back";
import type { EndpointBody } from "../../services/modelarts/notebooks";
import { nameService } from "./endpoint-list";
import { readLeaseEnd } from "./lease";

const orUndefined = (text: string | null | undefined) => text || undefined;
const text = string({ optional: true });

/** What only the service knows of a notebook. */
export const reportedOutputs = {
	/** The service's word for what the notebook is doing: `RUNNING`, `STOPPED` and a dozen others. */
	status: string({ fromResponse: (status: string | undefined) => status ?? "UNKNOWN" }),

	/** Address of its page. */
	url: string({ optional: true, fromResponse: orUndefined }),

	/** Address for SSH, if `endpoints` ask for it; while it runs. */
	sshUri: string({
		optional: true,
		response: "endpoints",
		fromResponse: (all: EndpointBody[] | undefined) =>
			all?.find((endpoint) => nameService(endpoint) === "SSH")?.uri || undefined,
	}),

	/** The image that it runs in. */
	image: object({ id: text, name: text, swrPath: text, type: text }, { optional: true }),

	/** Name of the dedicated pool. */
	poolName: string({ optional: true, response: "pool.name", fromResponse: orUndefined }),

	/** `volume` as the service has it. */
	actualVolume: object(
		{
			category: text,
			ownership: text,
			/** GB */
			capacity: any<number>(),
			mountPath: text,
			/** Of a disk: `RESIZING` while it grows. */
			status: text,
			uri: text,
			id: text,
		},
		{ optional: true, response: "volume" },
	),

	/** When it is stopped by itself, ISO 8601, UTC; not of one that never is. */
	leaseEndsAt: string({ optional: true, response: "", fromResponse: readLeaseEnd }),

	/** Why the last creation or start failed. */
	failReason: string({ optional: true, fromResponse: orUndefined }),

	/** ISO 8601, UTC. */
	createdAt: string({ optional: true, response: "create_at", fromResponse: toTime }),

	/** ISO 8601, UTC. */
	updatedAt: string({ optional: true, response: "update_at", fromResponse: toTime }),

	/** Opens the notebook, for whoever has it; a secret, and only with `exposeToken`. Another one after each start. */
	token: string({ optional: true }),
};
