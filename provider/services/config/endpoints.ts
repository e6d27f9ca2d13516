import { ConfigurationError } from "./configuration-error";

/** The services we talk to, by the names under which users override their addresses. */
export const serviceNames = ["iam", "modelarts", "ims"] as const;

export type ServiceName = (typeof serviceNames)[number];

/** Their names in messages. */
export const serviceTitles: Readonly<Record<ServiceName, string>> = { iam: "IAM", modelarts: "ModelArts", ims: "IMS" };

/** What the configuration says of where the services are. */
export interface CloudAddresses {
	/** What the services' host names end in: `myhuaweicloud.com`. Absent if the addresses that are given do not tell. */
	readonly cloud?: string;

	/** Address of IAM, without `/v3`. */
	readonly authUrl?: string;

	/** Addresses that are used instead of those derived from region and cloud. */
	readonly endpoints: Readonly<Partial<Record<ServiceName, string>>>;
}

/**
 * The address of a service in a region, without a slash at its end.
 *
 * Huawei Cloud and Open Telekom Cloud build their host names alike: service, region, then the cloud's own domain. An
 * address that the user gives is used for all regions.
 *
 * @throws {ConfigurationError} if the address is not given and cannot be derived without a guess at the operator
 */
export function findEndpoint(service: ServiceName, region: string, addresses: CloudAddresses): string {
	const given = addresses.endpoints[service] ?? (service === "iam" ? addresses.authUrl : undefined);
	if (given !== undefined) return given;
	if (addresses.cloud === undefined)
		throw new ConfigurationError([describeMissingCloud(`no address of ${serviceTitles[service]} is set`)]);
	return `https://${service}.${region}.${addresses.cloud}`;
}

/** The error where the cloud cannot be inferred. */
export function describeMissingCloud(what: string): string {
	return (
		`cloud is missing: ${what}, and the addresses that are given do not tell which cloud they belong to. Set ` +
		"huaweicloud:cloud (HW_CLOUD) to the domain that the cloud's host names end in, such as myhuaweicloud.com or " +
		"otc.t-systems.com, or give the addresses of all services in huaweicloud:endpoints (HW_ENDPOINTS)"
	);
}

/**
 * What tells one cloud from another in a region: the address of ModelArts, or that of IMS where only images are created.
 * The empty text without any: the first request reports what is missing.
 */
export function findCloudAddress(region: string, addresses: CloudAddresses): string {
	for (const service of ["modelarts", "ims"] as const) {
		if (addresses.cloud !== undefined || addresses.endpoints[service] !== undefined) {
			return findEndpoint(service, region, addresses);
		}
	}
	return "";
}
