import { isDeepStrictEqual } from "node:util";
import { list, object, oneOf, string, toSet, type TypesOf } from "../../definition/fields";
import type { EndpointBody } from "../../services/modelarts/notebooks";

const fields = {
	/** `SSH`, for a local IDE; `NOTEBOOK` is the page, which is there anyway. */
	service: oneOf(["NOTEBOOK", "SSH"]),

	/** Key pairs that open it; required by most regions for `SSH`. */
	keyPairNames: list(string(), { optional: true, expected: "a list of key pairs" }),

	/**
	 * Addresses that may connect, up to five; only with a key pair.
	 *
	 * @default all
	 */
	allowedAccessIps: list(string(), {
		optional: true,
		expected: "a list of addresses",
		max: 5,
		expectedCount: "five addresses at most",
	}),
};

/** A way into the notebook besides its page. */
export type Endpoint = TypesOf<typeof fields>;

export const endpointList = list(object(fields), {
	optional: true,
	onChange: "update",
	changedWhenStopped: true,
	expected: "a list of endpoints",
	serviceDefault: [],
	normalize: normalizeEndpoints,
	toRequest: toEndpointBodies,
	// As the response has them: the oldest have other names.
	fromResponse: (found: EndpointBody[] | null | undefined) => found ?? undefined,
	drift: readEndpoints,
});

/** In one order, and each list in it as the set that it is. */
export function normalizeEndpoints(endpoints: unknown): unknown {
	if (!Array.isArray(endpoints)) return endpoints ?? [];
	const all = (endpoints as (Endpoint | undefined)[]).map((endpoint) => ({
		service: endpoint?.service,
		keyPairNames: toSet(endpoint?.keyPairNames ?? []),
		allowedAccessIps: toSet(endpoint?.allowedAccessIps ?? []),
	}));
	return all.sort((one, other) => (String(one.service) < String(other.service) ? -1 : 1));
}

/** The endpoints that are declared; a state that was edited by hand may hold something else. */
export function listEndpoints({ endpoints }: { readonly endpoints?: Endpoint[] }): Endpoint[] {
	return Array.isArray(endpoints) ? endpoints.filter((one) => one !== null && typeof one === "object") : [];
}

export function toEndpointBodies(endpoints: Endpoint[]): EndpointBody[] {
	return endpoints.map(({ service, keyPairNames, allowedAccessIps }) => ({
		service,
		key_pair_names: keyPairNames,
		allowed_access_ips: allowedAccessIps,
	}));
}

/** The oldest responses have another name for it. */
export function nameService({ service, dev_service: older }: EndpointBody): string | undefined {
	return (service ?? older)?.toUpperCase();
}

/** Declared endpoints as they are now; the notebook's page, and what only the service knows of an endpoint, are no drift. */
function readEndpoints(declared: Endpoint[] | undefined, found: EndpointBody[] | undefined): Endpoint[] | undefined {
	if (!found || !Array.isArray(declared)) return declared;
	const read = declared.flatMap((endpoint) => {
		const actual = found.find((one) => nameService(one) === endpoint?.service);
		if (!actual) return [];
		const { keyPairNames, allowedAccessIps } = endpoint;
		return [
			{
				...endpoint,
				...(keyPairNames && { keyPairNames: actual.key_pair_names ?? actual.ssh_keys ?? keyPairNames }),
				...(allowedAccessIps && { allowedAccessIps: actual.allowed_access_ips ?? allowedAccessIps }),
			},
		];
	});
	return isDeepStrictEqual(normalizeEndpoints(read), normalizeEndpoints(declared)) ? declared : read;
}
