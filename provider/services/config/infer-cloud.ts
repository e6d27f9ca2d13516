import { type ServiceName, serviceNames } from "./endpoints";
import { hasPrecedence, isSameSource, type SourcedValue } from "./configuration-keys";
import { ConfigurationError } from "./configuration-error";

/** The cloud whose addresses are used where the configuration says nothing of any other. */
const DEFAULT_CLOUD = "myhuaweicloud.com";

/** Domains that belong to one operator, with the hosts of all regions below them. */
const knownClouds = [DEFAULT_CLOUD, "myhuaweicloud.eu", "otc.t-systems.com", "sc.otc.t-systems.com"];

/** What the configuration says of where the cloud is. */
export interface CloudHints {
	/** The domain itself. */
	readonly cloud?: SourcedValue<string>;
	readonly region?: string;
	readonly authUrl?: SourcedValue<string>;
	readonly endpoints?: SourcedValue<Partial<Record<ServiceName, string>>>;

	/** Where the credentials are from; absent where there are none, and nothing can be sent. */
	readonly credentials?: string;
}

/** An address that would be used, under its configuration key: `authUrl`, `endpoints.ims`. */
interface Address extends SourcedValue<string> {
	readonly name: string;
	readonly host: string;

	/** The cloud that it certainly belongs to: other addresses are derived from it. */
	readonly cloud?: string;

	/** The cloud that it seems to belong to: reason enough not to use it beside another one. */
	readonly likelyCloud?: string;
}

/**
 * The domain that missing addresses are derived from; `undefined` if it cannot be told.
 *
 * A request for one operator must not be sent to another. So an address that is not understood is not taken for the
 * default cloud's; one that is set elsewhere than the credentials, by a tool for another cloud perhaps, says nothing of
 * theirs; and two that name different clouds are an error. Addresses of all services are the user's decision.
 *
 * @throws {ConfigurationError} if addresses and credentials would be used that do not belong together
 */
export function inferCloud(hints: CloudHints): string | undefined {
	const { cloud, endpoints } = hints;
	const addresses = listAddresses(hints);
	const isDecided =
		endpoints !== undefined &&
		serviceNames.every((service) => endpoints.value[service] !== undefined) &&
		!(cloud && hasPrecedence(cloud, endpoints)) &&
		!addresses.some(({ name }) => name === "authUrl");
	if (!isDecided) rejectMixedClouds(addresses, hints);

	if (cloud) return cloud.value;
	if (addresses.length === 0) return DEFAULT_CLOUD;
	const [first, ...others] = new Set(addresses.map((address) => address.cloud));
	return others.length === 0 ? first : undefined;
}

function listAddresses({ region, cloud: named, authUrl, endpoints, credentials }: CloudHints): Address[] {
	const given = serviceNames.flatMap((service) => {
		const value = endpoints?.value[service];
		return endpoints && value !== undefined ? [{ ...endpoints, value, name: `endpoints.${service}` }] : [];
	});
	// With an address of IAM in `endpoints` it is not used. The credentials' own says whom they are for, if it has precedence.
	const isTheirs = authUrl && credentials !== undefined && isSameSource(credentials, authUrl.source);
	const counts = endpoints?.value.iam === undefined || (isTheirs && hasPrecedence(authUrl, endpoints));
	const own = authUrl && counts ? [{ ...authUrl, name: "authUrl" }] : [];
	return [...own, ...given].map((address): Address => {
		const host = new URL(address.value).hostname.replace(/\.$/, "");
		const cloud = parseCloud(host, region, named?.value);
		return { ...address, host, cloud, likelyCloud: cloud ?? parseCloud(host, undefined, named?.value) };
	});
}

/** Throws if there are addresses of several clouds, or one that is not the credentials'. */
function rejectMixedClouds(addresses: readonly Address[], { cloud, credentials }: CloudHints): void {
	const [first, ...others] = [
		...(cloud ? [{ claim: `cloud (${cloud.foundIn}) is ${cloud.value}`, likelyCloud: cloud.value }] : []),
		...addresses
			.filter(({ likelyCloud }) => likelyCloud !== undefined)
			.map((address) => ({
				claim: `${describe(address)} is of ${address.likelyCloud}`,
				likelyCloud: address.likelyCloud,
			})),
	];
	const other = others.find(({ likelyCloud }) => likelyCloud !== first?.likelyCloud);
	if (first && other) {
		throw new ConfigurationError([
			`${first.claim}, but ${other.claim}: credentials of one cloud would be sent to the other. ` +
				"Remove or correct the one that is wrong",
		]);
	}

	if (credentials === undefined) return;
	// With the cloud set, an address that seems to be in it is in it.
	const stray = addresses.find(
		(address) =>
			!isSameSource(credentials, address.source) &&
			(address.likelyCloud === undefined ? address.name === "authUrl" : cloud === undefined),
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

function describe({ name, foundIn, host }: Address): string {
	return `${name} (${foundIn}), at ${host},`;
}

/**
 * `otc.t-systems.com` of `iam.eu-de.otc.t-systems.com`: a domain that is known, or what follows service and region.
 *
 * @param region the one in use; where it is not known, or another, only a longer domain is taken for one operator's
 * @param named a domain that the configuration names is known as well
 */
function parseCloud(host: string, region: string | undefined, named: string | undefined): string | undefined {
	const known = [...knownClouds, ...(named === undefined ? [] : [named])].filter((one) => host.endsWith(`.${one}`));
	if (known.length > 0) return known.reduce((longest, one) => (one.length > longest.length ? one : longest));

	const [, label = "", domain = ""] = /^(?:iam|iam-pub|modelarts|ims)\.([^.]+)\.(.+)$/.exec(host) ?? [];
	const labels = domain.split(".");
	if (region !== undefined) return label === region && isOperatorDomain(labels) ? domain : undefined;
	return /^[a-z]+-[a-z0-9-]+$/.test(label) && labels.length > 2 ? domain : undefined;
}

/** Domains such as `com.cn` are nobody's. */
function isOperatorDomain(labels: readonly string[]): boolean {
	return labels.length > 2 || (labels.length === 2 && (labels[0] ?? "").length > 3);
}
