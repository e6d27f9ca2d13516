import { type Credentials, CredentialsError, findCredentials } from "../auth/credentials";
import { describeMissingCloud, type CloudAddresses, type ServiceName, serviceNames } from "./endpoints";
import { findValue, type SourcedValue, type ConfigurationKey, type ConfigurationSources } from "./configuration-keys";
import * as parse from "./configuration-values";
import { ConfigurationError } from "./configuration-error";
import { inferCloud } from "./infer-cloud";

/** All configuration keys, read and validated. Secrets in it do not show when printed. */
export interface Configuration extends CloudAddresses {
	readonly region?: string;
	readonly projectId?: string;
	readonly projectName?: string;

	/** Credentials, or the error to throw where they are needed: a preview, for instance, works without. */
	readonly credentials: Credentials | CredentialsError;

	readonly enterpriseProjectId?: string;

	/** Certificates are not checked. */
	readonly insecure: boolean;

	/** More certificates to trust: the path of a file, or its content. */
	readonly caCertificate?: string;

	readonly defaultTags: Readonly<Record<string, string>>;

	/** The maximum of requests a second to one service, for one project. */
	readonly requestsPerSecond: number;

	/** The minimum interval between two polls of one object, in milliseconds. */
	readonly pollInterval: number;

	/** The timeout of a response, in milliseconds; one that takes longer counts as lost. */
	readonly requestTimeout: number;

	/** How long after a write reads may show the state before it, in milliseconds. */
	readonly readLag: number;

	/** Some values are an explicit provider's. */
	readonly isExplicit: boolean;
}

/**
 * The configuration, each key from the first source that has it: arguments of an explicit provider, environment, stack
 * config.
 *
 * @throws {ConfigurationError} with all errors
 */
export function resolveConfiguration(sources: ConfigurationSources): Configuration {
	const validationErrors: string[] = [];

	/** The parsed value, or `undefined` and an error in the list. */
	const read = <T>(name: ConfigurationKey, parseValue: (value: unknown) => T): T | undefined => {
		const found = findValue(sources, name);
		if (!found) return undefined;
		try {
			return parseValue(found.value);
		} catch (error) {
			if (!(error instanceof parse.ValueError)) throw error;
			validationErrors.push(`${name} (${found.foundIn}): ${error.message}`);
			return undefined;
		}
	};

	/** A parsed value with its source. */
	const locate = <T>(name: ConfigurationKey, value: T | undefined): SourcedValue<T> | undefined => {
		const found = findValue(sources, name);
		return value === undefined || !found ? undefined : { ...found, value };
	};

	const authUrl = read("authUrl", parseAuthUrl);
	const given: Configuration = {
		region: read("region", parse.parseRegion),
		projectId: read("projectId", parse.parseHeaderText),
		projectName: read("projectName", parse.parseText),
		credentials: catchCredentials(sources),
		cloud: read("cloud", parse.parseDomain),
		authUrl,
		endpoints: read("endpoints", parseEndpoints) ?? {},
		enterpriseProjectId: read("enterpriseProjectId", parse.parseText),
		insecure: read("insecure", parse.parseBoolean) ?? false,
		caCertificate: read("caCertificate", parse.parseText),
		defaultTags: read("defaultTags", parseTags) ?? {},
		requestsPerSecond: read("requestsPerSecond", parse.parsePositive) ?? 50,
		pollInterval: read("pollInterval", parse.parseDuration) ?? 1000,
		requestTimeout: read("requestTimeout", parse.parseDuration) ?? 60_000,
		isExplicit: sources.explicit !== undefined,
		readLag: read("readLag", parse.parseDuration) ?? 30_000,
	};
	if (validationErrors.length > 0) throw new ConfigurationError(validationErrors);

	const cloud = inferCloud({
		region: given.region,
		cloud: locate("cloud", given.cloud),
		authUrl: locate("authUrl", given.authUrl),
		endpoints: locate("endpoints", given.endpoints),
		credentials: "kind" in given.credentials ? given.credentials.source : undefined,
	});
	if (cloud === undefined && !given.endpoints.modelarts && !given.endpoints.ims) {
		throw new ConfigurationError([describeMissingCloud("only an address of IAM is set")]);
	}
	return { ...given, cloud };
}

function catchCredentials(sources: ConfigurationSources): Credentials | CredentialsError {
	try {
		return findCredentials(sources);
	} catch (error) {
		if (error instanceof CredentialsError) return error;
		throw error;
	}
}

function parseAuthUrl(value: unknown): string {
	return parse.parseUrl(value).replace(/\/v3$/, "");
}

function parseEndpoints(value: unknown): Partial<Record<ServiceName, string>> {
	const endpoints: Partial<Record<ServiceName, string>> = {};
	for (const [name, address] of Object.entries(parse.parseObject(value))) {
		const service = serviceNames.find((known) => known === name);
		if (!service) throw new parse.ValueError(`"${name}" is not one of ${serviceNames.join(", ")}`);
		if (address === undefined || address === null || address === "") continue;
		endpoints[service] = parseEndpoint(service, address);
	}
	return endpoints;
}

function parseEndpoint(service: ServiceName, address: unknown): string {
	try {
		return service === "iam" ? parseAuthUrl(address) : parse.parseUrl(address);
	} catch (error) {
		throw new parse.ValueError(`${service}: ${error instanceof Error ? error.message : "it cannot be read"}`);
	}
}

function parseTags(value: unknown): Record<string, string> {
	const tags = Object.entries(parse.parseObject(value));
	return Object.fromEntries(tags.map(([key, text]) => [key, parse.parseText(text)]));
}
