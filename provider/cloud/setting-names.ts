/** Environment variables of each setting; the first one that is set counts. */
export const environmentNames = {
	region: ["HW_REGION_NAME", "OS_REGION_NAME"],
	projectId: ["HW_PROJECT_ID", "OS_PROJECT_ID"],
	projectName: ["HW_PROJECT_NAME", "OS_PROJECT_NAME"],
	accessKey: ["HW_ACCESS_KEY", "OS_ACCESS_KEY"],
	secretKey: ["HW_SECRET_KEY", "OS_SECRET_KEY"],
	securityToken: ["HW_SECURITY_TOKEN", "OS_SECURITY_TOKEN"],
	authToken: ["HW_AUTH_TOKEN", "OS_AUTH_TOKEN"],
	userName: ["HW_USER_NAME", "OS_USERNAME"],
	password: ["HW_USER_PASSWORD", "OS_PASSWORD"],
	domainName: ["HW_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_USER_DOMAIN_NAME"],
	authUrl: ["HW_AUTH_URL", "OS_AUTH_URL"],
	cloud: ["HW_CLOUD"],
	endpoints: ["HW_ENDPOINTS"],
	enterpriseProjectId: ["HW_ENTERPRISE_PROJECT_ID"],
	insecure: ["HW_INSECURE"],
	caCertificate: ["OS_CACERT"],
	defaultTags: [],
	requestsPerSecond: [],
	pollInterval: [],
	requestTimeout: ["HW_REQUEST_TIMEOUT"],
	readLag: ["HW_READ_LAG"],
} as const satisfies Record<string, readonly string[]>;

export type SettingName = keyof typeof environmentNames;

/** The namespace of the stack's config, and of an explicit provider's arguments. */
export const NAMESPACE = "huaweicloud";

/** Where settings come from, in the order in which they count. */
export interface SettingSources {
	/** Arguments of an explicit `Provider`: real types or text. */
	readonly explicit?: Readonly<Record<string, unknown>>;

	readonly environment: Readonly<Record<string, string | undefined>>;

	/** The stack's config: text, objects as JSON text. Keys with or without the namespace. */
	readonly config: Readonly<Record<string, unknown>>;
}

/** A value that somebody set, and where. */
export interface FoundSetting {
	readonly value: unknown;

	/** For messages: `environment variable HW_INSECURE`. */
	readonly place: string;
}

/** The first source that sets it. Empty text is as good as not set. */
export function findSetting(sources: SettingSources, name: SettingName): FoundSetting | undefined {
	return (
		findIn(sources.explicit, name, `argument ${name} of the explicit provider`) ??
		findInEnvironment(sources.environment, environmentNames[name]) ??
		findIn(sources.config, name, `stack config ${NAMESPACE}:${name}`)
	);
}

/** The first of the given variables that is set. */
export function findInEnvironment(
	environment: SettingSources["environment"],
	variables: readonly string[],
): FoundSetting | undefined {
	for (const variable of variables) {
		const found = keepSet(environment[variable], `environment variable ${variable}`);
		if (found) return found;
	}
	return undefined;
}

/** What is set under the name, with or without the namespace. */
export function findIn(
	values: Readonly<Record<string, unknown>> | undefined,
	name: string,
	place: string,
): FoundSetting | undefined {
	return keepSet(values?.[`${NAMESPACE}:${name}`], place) ?? keepSet(values?.[name], place);
}

function keepSet(value: unknown, place: string): FoundSetting | undefined {
	if (value === undefined || value === null) return undefined;
	return typeof value === "string" && value.trim() === "" ? undefined : { value, place };
}
