import { type ServiceName, serviceNames } from "./endpoints";
import { isSameSource, isStronger, type Located } from "./configuration-keys";
import { ConfigurationError } from "./configuration-error";

/** The cloud whose addresses are made up where nobody says anything of any other. */
const DEFAULT_CLOUD = "myhuaweicloud.com";

/** Domains that belong to one operator, hosts of all regions below them. */
const knownClouds = [DEFAULT_CLOUD, "myhuaweicloud.eu", "otc.t-systems.com", "sc.otc.t-systems.com"];

/** What users say of where their cloud is. */
export interface Whereabouts {
	/** The domain, said outright. */
	readonly cloud?: Located<string>;
	readonly region?: string;
	readonly authUrl?: Located<string>;
	readonly endpoints?: Located<Partial<Record<ServiceName, string>>>;

	/** Where the credentials are from; absent where there are none, and nothing can be sent. */
	readonly credentials?: string;
}

/** An address that would be used, under the name of its setting: `authUrl`, `endpoints.ims`. */
interface Address extends Located<string> {
	readonly name: string;
	readonly host: string;

	/** The cloud that it surely belongs to: others are made of it. */
	readonly told?: string;

	/** The cloud that it seems to belong to: reason enough not to use it beside another one. */
	readonly likely?: string;
}

/**
 * The domain that addresses are made of where none is given; `undefined` if it cannot be told.
 *
 * What is meant for one operator must not be sent to another. So an address that is not understood is not taken for the
 * default cloud's; one that is set elsewhere than the credentials, by a tool for another cloud perhaps, says nothing of
 * theirs; and two that name different clouds are a mistake. Who gives the addresses of all services has decided.
 *
 * @throws {SettingsError} if addresses and credentials would be used that do not belong together
 */
export function findCloud(where: Whereabouts): string | undefined {
	const { cloud, endpoints } = where;
	const addresses = listAddresses(where);
	const isDecided =
		endpoints !== undefined &&
		serviceNames.every((service) => endpoints.value[service] !== undefined) &&
		!(cloud && isStronger(cloud, endpoints)) &&
		!addresses.some(({ name }) => name === "authUrl");
	if (!isDecided) refuseMixture(addresses, where);

	if (cloud) return cloud.value;
	if (addresses.length === 0) return DEFAULT_CLOUD;
	const [told, ...others] = new Set(addresses.map((address) => address.told));
	return others.length === 0 ? told : undefined;
}

function listAddresses({ region, cloud, authUrl, endpoints, credentials }: Whereabouts): Address[] {
	const given = serviceNames.flatMap((service) => {
		const value = endpoints?.value[service];
		return endpoints && value !== undefined ? [{ ...endpoints, value, name: `endpoints.${service}` }] : [];
	});
	// Beside one of IAM in `endpoints` it is not used. The credentials' own says whom they are for, if it counts before that.
	const isTheirs = authUrl && credentials !== undefined && isSameSource(credentials, authUrl.source);
	const counts = endpoints?.value.iam === undefined || (isTheirs && isStronger(authUrl, endpoints));
	const own = authUrl && counts ? [{ ...authUrl, name: "authUrl" }] : [];
	return [...own, ...given].map((address) => {
		const host = new URL(address.value).hostname.replace(/\.$/, "");
		const told = readCloud(host, region, cloud?.value);
		return { ...address, host, told, likely: told ?? readCloud(host, undefined, cloud?.value) };
	});
}

/** Throws if there are addresses of several clouds, or one that is not the credentials'. */
function refuseMixture(addresses: readonly Address[], { cloud, credentials }: Whereabouts): void {
	const [first, ...others] = [
		...(cloud ? [{ ...cloud, claim: `cloud (${cloud.place}) is ${cloud.value}`, likely: cloud.value }] : []),
		...addresses
			.filter(({ likely }) => likely !== undefined)
			.map((address) => ({ ...address, claim: `${describe(address)} is of ${address.likely}` })),
	];
	const other = others.find(({ likely }) => likely !== first?.likely);
	if (first && other) {
		throw new ConfigurationError([
			`${first.claim}, but ${other.claim}: credentials of one cloud would be sent to the other. ` +
				"Remove or correct the one that is wrong",
		]);
	}

	if (credentials === undefined) return;
	// With the cloud said, what seems to be in it is in it.
	const stray = addresses.find(
		(address) =>
			!isSameSource(credentials, address.source) &&
			(address.likely === undefined ? address.name === "authUrl" : cloud === undefined),
	);
	if (!stray) return;
	const remedy = cloud
		? "give the address of IAM in huaweicloud:endpoints (HW_ENDPOINTS)"
		: "set huaweicloud:cloud (HW_CLOUD) to the domain of the cloud that the credentials are for";
	throw new ConfigurationError([
		`${cloud ? "" : "cloud is missing: "}${describe(stray)} is not set where the credentials are, which come from ` +
			`${credentials}, and is not used with them, as it may be another cloud's. Remove it, or ${remedy}`,
	]);
}

function describe({ name, place, host }: Address): string {
	return `${name} (${place}), at ${host},`;
}

/**
 * `otc.t-systems.com` of `iam.eu-de.otc.t-systems.com`: a domain that is known, or what follows service and region.
 *
 * @param region the one in use; where it is not known, or another, it takes a longer domain to be one operator's
 * @param cloud a domain that somebody has named is known as well
 */
function readCloud(host: string, region: string | undefined, cloud: string | undefined): string | undefined {
	const known = [...knownClouds, ...(cloud === undefined ? [] : [cloud])].filter((one) => host.endsWith(`.${one}`));
	if (known.length > 0) return known.reduce((longest, one) => (one.length > longest.length ? one : longest));

	const [, label = "", domain = ""] = /^(?:iam|iam-pub|modelarts|ims)\.([^.]+)\.(.+)$/.exec(host) ?? [];
	const labels = domain.split(".");
	// Below `com.cn` is anybody.
	if (region !== undefined) return label === region && isOwnDomain(labels) ? domain : undefined;
	return /^[a-z]+-[a-z0-9-]+$/.test(label) && labels.length > 2 ? domain : undefined;
}

function isOwnDomain(labels: readonly string[]): boolean {
	return labels.length > 2 || (labels.length === 2 && (labels[0] ?? "").length > 3);
}
