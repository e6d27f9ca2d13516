import type { ServiceName } from "./endpoints";

/** The cloud whose addresses are made up where nobody says anything of any other. */
const DEFAULT_CLOUD = "myhuaweicloud.com";

/** What users say of where their cloud is. */
export interface Whereabouts {
	/** The domain, said outright. */
	readonly cloud?: string;
	readonly region?: string;
	readonly authUrl?: string;
	readonly endpoints: Readonly<Partial<Record<ServiceName, string>>>;
}

/**
 * The domain that addresses are made of where none is given; `undefined` if it cannot be told.
 *
 * Tools for other clouds set only the address of IAM. An address that is not understood may be any operator's, and what
 * is meant for that one must not be sent to the default: then somebody has to say which cloud it is.
 */
export function findCloud({ cloud, region, authUrl, endpoints }: Whereabouts): string | undefined {
	if (cloud !== undefined) return cloud;
	const given = [endpoints.iam ?? authUrl, endpoints.modelarts, endpoints.ims].filter((url) => url !== undefined);
	if (given.length === 0) return DEFAULT_CLOUD;

	const [found, ...others] = new Set(given.map((url) => readCloud(new URL(url).hostname, region)));
	return others.length === 0 ? found : undefined;
}

/**
 * `otc.t-systems.com` of `iam.eu-de.otc.t-systems.com`: service, region, and the rest is the cloud. Huawei's own clouds
 * have an IAM for all regions besides.
 */
function readCloud(host: string, region: string | undefined): string | undefined {
	const [, all = ""] = /^(?:iam|iam-pub|modelarts|ims)\.(.+)$/.exec(host) ?? [];
	if (/^myhuaweicloud\.[a-z]+$/.test(all)) return all;

	const [, label = "", domain = ""] = /^([^.]+)\.(.+)$/.exec(all) ?? [];
	const isRegion = label === region || /^[a-z]+-[a-z0-9-]+$/.test(label);
	return isRegion && isOwnDomain(domain) ? domain : undefined;
}

/** One that a single operator has: below `com.cn` is anybody. */
function isOwnDomain(domain: string): boolean {
	const labels = domain.split(".");
	return labels.length > 2 || (labels.length === 2 && (labels[0] ?? "").length > 3);
}

/** What to do where the cloud cannot be told. */
export function askForCloud(what: string): string {
	return (
		`cloud is missing: ${what}, and the addresses that are given do not tell which cloud they belong to. Set ` +
		"huaweicloud:cloud (HW_CLOUD) to the domain that the cloud's host names end in, such as myhuaweicloud.com or " +
		"otc.t-systems.com, or give the addresses of all services in huaweicloud:endpoints (HW_ENDPOINTS)"
	);
}
