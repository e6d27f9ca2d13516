/** Environment variables of each configuration key; the first one that is set counts. */
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

export type ConfigurationKey = keyof typeof environmentNames;

/** The namespace of the stack's config, and of an explicit provider's arguments. */
export const NAMESPACE = "huaweicloud";

/** The sources of the configuration, in order of precedence. */
export interface ConfigurationSources {
	/** Arguments of an explicit `Provider`: real types or text. */
	readonly explicit?: Readonly<Record<string, unknown>>;

	readonly environment: Readonly<Record<string, string | undefined>>;

	/** The stack's config: text, objects as JSON text. Keys with or without the namespace. */
	readonly config: Readonly<Record<string, unknown>>;
}

/** A value that is set, and where. */
export interface FoundValue {
	readonly value: unknown;

	/** For messages: `environment variable HW_INSECURE`. */
	readonly foundIn: string;
}

/** The sources of a complete set of credentials, as messages name them, in order of precedence. */
export const sourceNames = {
	explicit: "the arguments of the explicit provider",
	HW: "the environment (HW_…)",
	OS: "the environment (OS_…)",
	environment: "the environment",
	config: "the stack's config",
} as const;

/** A value with its source: for values that must not be combined with those of another source. */
export interface SourcedValue<T> extends FoundValue {
	readonly value: T;

	/** One of {@link sourceNames}. */
	readonly source: string;
}

/** Whether something comes from where the credentials do, which may be both families of variables. */
export function isSameSource(credentials: string, source: string): boolean {
	return source === credentials || (credentials === sourceNames.environment && source.startsWith(credentials));
}

/** Whether the first one's source takes precedence over the second one's. */
export function hasPrecedence(one: SourcedValue<unknown>, other: SourcedValue<unknown>): boolean {
	const order: readonly string[] = Object.values(sourceNames);
	return order.indexOf(one.source) < order.indexOf(other.source);
}

/** The first source that sets it. Empty text is as good as not set. */
export function findValue(sources: ConfigurationSources, name: ConfigurationKey): SourcedValue<unknown> | undefined {
	const { explicit, environment, config } = sources;
	const variables: readonly string[] = environmentNames[name];
	const findFamily = (family: string) =>
		findInEnvironment(
			environment,
			variables.filter((variable) => variable.startsWith(family)),
		);
	return (
		from(sourceNames.explicit, findIn(explicit, name, `argument ${name} of the explicit provider`)) ??
		from(sourceNames.HW, findFamily("HW_")) ??
		from(sourceNames.OS, findFamily("OS_")) ??
		from(sourceNames.config, findIn(config, name, `stack config ${NAMESPACE}:${name}`))
	);
}

function from(source: string, found: FoundValue | undefined): SourcedValue<unknown> | undefined {
	return found && { ...found, source };
}

/** The first of the given variables that is set. */
export function findInEnvironment(
	environment: ConfigurationSources["environment"],
	variables: readonly string[],
): FoundValue | undefined {
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
	foundIn: string,
): FoundValue | undefined {
	return keepSet(values?.[`${NAMESPACE}:${name}`], foundIn) ?? keepSet(values?.[name], foundIn);
}

function keepSet(value: unknown, foundIn: string): FoundValue | undefined {
	if (value === undefined || value === null) return undefined;
	return typeof value === "string" && value.trim() === "" ? undefined : { value, foundIn };
}
