import { any, integer, map, object, string } from "../../definition/fields";
import { toTime } from "../../definition/read-back";

const word = () => string({ optional: true });

/** What only the service knows of a notebook instance. */
export const reportedOutputs = {
	/** The service's word for what the notebook is doing: `RUNNING`, `STOPPED` and a dozen others. */
	status: string({ fromResponse: (status: string | undefined) => status ?? "UNKNOWN" }),

	/** Address of the notebook while it runs; opening it takes a login to the console or the instance's token. */
	url: string({
		optional: true,
		response: "spec.annotations.url",
		fromResponse: (url: string | undefined) => url || undefined,
	}),

	/** The profile as the service knows it; its `id` need not be the `profileId` that was asked for. */
	profile: object(
		{ id: word(), name: word(), description: word(), deType: word(), flavorType: word() },
		{ optional: true },
	),

	/** The machine behind `flavor`. */
	flavorDetails: object(
		{
			name: word(),
			/** `onSale` or `soldOut`. */
			status: word(),
			/** `CPU`, `GPU` or `ASCEND`. */
			type: word(),
			/** Such as `{"CPU": 2, "GPU": 0, "memory": "8GiB"}`. */
			params: any<Record<string, unknown>>(),
		},
		{ optional: true },
	),

	/** Who made it. */
	user: object({ id: word(), name: word() }, { optional: true }),

	/** ISO 8601, UTC. */
	createdAt: string({ optional: true, response: "creation_timestamp", fromResponse: toTime }),

	/** ISO 8601, UTC. */
	updatedAt: string({ optional: true, response: "latest_update_timestamp", fromResponse: toTime }),

	/** When `autoStop` will stop it, ISO 8601, UTC; only while it runs. */
	stopsAt: string({ optional: true, response: "spec.auto_stop.stop_timestamp", fromResponse: toTime }),

	/** Seconds until `autoStop` stops it, as of the last change of `stopsAt`. */
	remainSeconds: integer({ optional: true, response: "spec.auto_stop.remain_time" }),

	/** Why the last creation or start failed. */
	failedReasons: object(
		{ code: word(), message: word(), detail: map({ optional: true }) },
		{ optional: true, response: "spec.failed_reasons" },
	),

	/** Place in the queue of a free flavor. */
	queuing: object(
		{
			status: word(),
			rank: integer({ optional: true }),
			beginsAt: string({ optional: true, response: "begin_timestamp", fromResponse: toTime }),
			endsAt: string({ optional: true, response: "end_timestamp", fromResponse: toTime }),
			remainSeconds: integer({ optional: true, response: "remain_time" }),
		},
		{ optional: true, response: "queuing_info" },
	),
};
