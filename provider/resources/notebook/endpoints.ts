import { isDeepStrictEqual } from "node:util";
import type { EndpointBody } from "../../services/modelarts/notebooks";
import { toSet as toSetOf } from "../../definition/fields";
import type { Inputs } from "./definition";
import { type Endpoint, listEndpoints, nameService } from "./endpoint-list";
import type { Plan } from "./plan";

type Names = "keyPairNames" | "allowedAccessIps";

/**
 * The ways in that an update asks for, as one request names them all: what differs by declaration is as declared, the rest
 * as it is there, and a way in that was never declared stays. Nothing if it is so already.
 *
 * @param found the ways in as they are; nothing where the service does not say
 */
export function planEndpoints(
	found: readonly EndpointBody[] | undefined,
	inputs: Inputs,
	work: Plan,
): Endpoint[] | undefined {
	const [before, desired] = [listEndpoints(work.before), listEndpoints(inputs)];
	if (!found) return desired;

	const there = found.map(toEndpoint);
	const others = there.filter((one) => one.service !== "NOTEBOOK" && !find(desired, one) && !find(before, one));
	const target = desired.map((endpoint) => {
		const [was, is] = [find(before, endpoint), find(there, endpoint)];
		const keep = (names: Names) => {
			const isChanged = !is || !was || !isDeepStrictEqual(toSet(was[names]), toSet(endpoint[names]));
			const isDeclared = isChanged || (work.isPending("endpoints") && endpoint[names] !== undefined);
			return isDeclared ? endpoint[names] : (is[names] ?? endpoint[names]);
		};
		return { ...endpoint, keyPairNames: keep("keyPairNames"), allowedAccessIps: keep("allowedAccessIps") };
	});

	// What the service does not say of a way in is as it was declared, unless an interrupted run has sent something else.
	const isUnsure = work.isPending("endpoints") && !work.isWhole;
	const isThere = (endpoint: Endpoint) => {
		const [was, is] = [isUnsure ? undefined : find(before, endpoint), find(there, endpoint)];
		const isSame = (names: Names) => isDeepStrictEqual(toSet(is?.[names] ?? was?.[names]), toSet(endpoint[names]));
		return is !== undefined && isSame("keyPairNames") && isSame("allowedAccessIps");
	};
	const isObsolete = before.some((one) => !find(desired, one) && find(there, one));
	return !isObsolete && target.every(isThere) ? undefined : [...target, ...others];
}

function find(endpoints: readonly Endpoint[], { service }: Endpoint): Endpoint | undefined {
	return endpoints.find((one) => one.service === service);
}

/** Older answers have other names. */
function toEndpoint(endpoint: EndpointBody): Endpoint {
	const { key_pair_names: keys, ssh_keys: older, allowed_access_ips: addresses } = endpoint;
	return {
		service: nameService(endpoint) as Endpoint["service"],
		keyPairNames: keys ?? older,
		allowedAccessIps: addresses,
	};
}

/** None is an empty set. */
function toSet(names: readonly string[] | undefined): unknown {
	return toSetOf(names ?? []);
}
