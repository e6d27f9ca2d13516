import type { Settings } from "./configuration";
import { ConfigurationError } from "./configuration-error";

/** The services we talk to, by the names under which users override their addresses. */
export const serviceNames = ["iam", "modelarts", "ims"] as const;

export type ServiceName = (typeof serviceNames)[number];

/** As users know them. */
export const serviceTitles: Readonly<Record<ServiceName, string>> = { iam: "IAM", modelarts: "ModelArts", ims: "IMS" };

/**
 * The address of a service in a region, without a slash at its end.
 *
 * Huawei Cloud and Open Telekom Cloud build their host names alike: service, region, then the cloud's own domain. An
 * address that the user gives counts for all regions.
 *
 * @throws {SettingsError} if the address is not given and cannot be made up without asking another operator
 */
export function findEndpoint(
	service: ServiceName,
	region: string,
	settings: Pick<Settings, "cloud" | "endpoints" | "authUrl">,
): string {
	const given = settings.endpoints[service] ?? (service === "iam" ? settings.authUrl : undefined);
	if (given !== undefined) return given;
	if (settings.cloud === undefined)
		throw new ConfigurationError([askForCloud(`no address of ${serviceTitles[service]} is set`)]);
	return `https://${service}.${region}.${settings.cloud}`;
}

/** What to do where the cloud cannot be told. */
export function askForCloud(what: string): string {
	return (
		`cloud is missing: ${what}, and the addresses that are given do not tell which cloud they belong to. Set ` +
		"huaweicloud:cloud (HW_CLOUD) to the domain that the cloud's host names end in, such as myhuaweicloud.com or " +
		"otc.t-systems.com, or give the addresses of all services in huaweicloud:endpoints (HW_ENDPOINTS)"
	);
}

/**
 * What tells one cloud from another in a region: the address of ModelArts, or that of IMS where only images are made.
 * Without any, the empty text: whoever sends a request says what is missing.
 */
export function findCloudAddress(region: string, settings: Pick<Settings, "cloud" | "endpoints" | "authUrl">): string {
	for (const service of ["modelarts", "ims"] as const) {
		if (settings.cloud !== undefined || settings.endpoints[service] !== undefined) {
			return findEndpoint(service, region, settings);
		}
	}
	return "";
}
