import {
	type ConfigurationKey,
	type ConfigurationSources,
	environmentNames,
	findValue,
} from "../../services/config/configuration-keys";

/** Settings without which nothing works, absent in every source. The CLI names each, with the command that sets it. */
export class MissingSettingsError extends Error {
	override name = "MissingSettingsError";

	constructor(readonly missing: readonly { readonly name: string; readonly description: string }[]) {
		super(`Settings are missing: ${missing.map(({ name, description }) => `${name}: ${description}`).join("; ")}`);
	}
}

/** What the services accept as credentials. */
const CREDENTIALS = [
	["accessKey", "secretKey"],
	["authToken"],
	["userName", "password", "domainName"],
] as const satisfies readonly (readonly ConfigurationKey[])[];

const DESCRIPTIONS: Partial<Record<ConfigurationKey, string>> = {
	region: "the region of the cloud, such as cn-north-4",
	accessKey: "the account's access key, unless you set authToken, or userName, password and domainName",
	secretKey: "the secret key that belongs to the access key (with --secret)",
	password: "the user's password (with --secret)",
	domainName: "the account's name",
};

/**
 * Throws a {@link MissingSettingsError} where the region or credentials are in no source. Whether what is there can be used
 * is found out with the first request: the modules that know are not loaded by a preview without changes.
 */
export function assertComplete(sources: ConfigurationSources): void {
	const isMissing = (name: ConfigurationKey) => findValue(sources, name) === undefined;
	const isComplete = CREDENTIALS.some((set) => !set.some(isMissing));
	const begun = CREDENTIALS.find((set) => !set.every(isMissing)) ?? CREDENTIALS[0];
	const needed: readonly ConfigurationKey[] = isComplete ? ["region"] : ["region", ...begun];
	const missing = needed.filter(isMissing);
	if (missing.length === 0) return;
	throw new MissingSettingsError(
		missing.map((name) => ({
			name: `modelarts:${name}`,
			description: `${DESCRIPTIONS[name]} (in the environment: ${environmentNames[name][0]}).`,
		})),
	);
}
