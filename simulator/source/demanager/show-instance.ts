import type { Core } from "../core";
import type { Accounts } from "../iam/accounts";
import { toUuid } from "../random";
import type { Instance } from "./instance";
import { findFlavorProcessor, findProfileProcessor } from "./processor";
import { showFlavor } from "./show-flavor";

/** An instance as responses show it at the current time. */
export function showInstance(core: Core, accounts: Accounts, instance: Instance): Record<string, unknown> {
	const { id, record } = instance;
	const { profile_id, spec, ...rest } = record;
	const flavorDetails = showFlavor(core, record.flavor);
	return {
		id,
		...rest,
		profile: showProfile(core, profile_id, record.flavor),
		flavor_details: flavorDetails,
		spec: {
			...spec,
			annotations: showAnnotations(core, accounts, instance),
			auto_stop: { ...spec.auto_stop, ...showCountdown(core, instance) },
			extend_params: null,
			repository: null,
		},
		...(record.status.endsWith("_QUEUING") && { queuing_info: showQueue(core, instance, flavorDetails) }),
	};
}

/** The auto-stop countdown, shown only while the instance runs; the remaining seconds are rounded. */
function showCountdown(core: Core, { stopAt }: Instance): object {
	if (stopAt === undefined) return {};
	const left = stopAt - core.clock.now();
	return { stop_timestamp: core.toShown(stopAt), remain_time: Math.round(left / 1000) };
}

/** The annotations, with the URL only while the instance runs. */
function showAnnotations(core: Core, accounts: Accounts, { id, projectId, record }: Instance): object {
	const region = accounts.getRegion(projectId);
	const domain = `https://modelarts-notebook-2.${region}.example.com`;
	const url = record.status === "RUNNING" ? `${domain}:32000/modelarts/${region}/hubv100/notebook/user/${id}` : "";
	const own = core.settings.values.echoAnnotations ? record.spec.annotations : {};
	return { ...own, target_domain: domain, url };
}

/** The profile with the id that was sent, or with an id of the service, as in some captured responses. */
function showProfile(core: Core, profileId: string, flavor: string): object {
	const kind = findProfileProcessor(profileId) ?? findFlavorProcessor(flavor) ?? "CPU";
	const uuid = core.settings.values.profileForm === "uuid";
	return {
		id: uuid ? toUuid(profileId) : profileId,
		name: uuid ? profileId.replace(/\s*\(/, " (") : profileId,
		description: `multi engine, ${kind.toLowerCase()}, for notebook`,
		de_type: "Notebook",
		flavor_type: kind,
		provision: {
			type: "Docker",
			annotations: { category: profileId.replace(/\s*\(.*$/, ""), type: "system" },
			spec: {
				engine: "CCE",
				params: { namespace: "atelier", image_name: "mul-kernel-cp36", image_tag: "2.0.5-B003", annotations: null },
			},
		},
	};
}

function showQueue(core: Core, instance: Instance, flavorDetails: object): object {
	const { id, record, queuedAt = 0, steps } = instance;
	const end = steps[0]?.at ?? queuedAt;
	return {
		id,
		name: record.name,
		de_type: "Notebook",
		flavor: record.flavor,
		flavor_details: flavorDetails,
		status: record.status,
		begin_timestamp: core.toShown(queuedAt),
		end_timestamp: core.toShown(end),
		remain_time: Math.max(0, Math.round((end - core.clock.now()) / 1000)),
		rank: 1,
	};
}
