import { type Credentials, CredentialsError, findCredentials } from "../auth/credentials";
import { askForCloud, type CloudAddresses, type ServiceName, serviceNames } from "./endpoints";
import { findValue, type SourcedValue, type ConfigurationKey, type ConfigurationSources } from "./configuration-keys";
import * as parse from "./configuration-values";
import { ConfigurationError } from "./configuration-error";
import { inferCloud } from "./infer-cloud";

/** Everything a user can set, read and checked. Secrets in it do not show when printed. */
export interface Configuration extends CloudAddresses {
	readonly region?: string;
	readonly projectId?: string;
	readonly projectName?: string;

	/** Who we are, or the error for whoever needs to know: much can be done without, a preview for instance. */
	readonly credentials: Credentials | CredentialsError;

	readonly enterpriseProjectId?: string;

	/** Certificates are not checked. */
	readonly insecure: boolean;

	/** More certificates to trust: the path of a file, or its content. */
	readonly caCertificate?: string;

	readonly defaultTags: Readonly<Record<string, string>>;

	/** The most requests a second to one service, for one project. */
	readonly requestsPerSecond: number;

	/** The shortest time between two looks at the same thing, in milliseconds. */
	readonly pollInterval: number;

	/** How long an answer is waited for, in milliseconds; one that takes longer counts as lost. */
	readonly requestTimeout: number;

	/** How long after a write the service may still show what was before it, in milliseconds. */
	readonly readLag: number;

	/** Some of them are an explicit provider's. */
	readonly isExplicit: boolean;
}

/**
 * The settings, each from the first source that has it: arguments of an explicit provider, environment, stack config.
 *
 * @throws {SettingsError} with all that is wrong
 */
export function resolveConfiguration(sources: ConfigurationSources): Configuration {
	const validationErrors: string[] = [];

	/** The setting as the given function reads it, or a complaint. */
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

	/** What was read, with where it was found. */
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
		throw new ConfigurationError([askForCloud("only an address of IAM is set")]);
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
