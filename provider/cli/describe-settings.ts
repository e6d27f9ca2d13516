import { CredentialsError, type Credentials, findCredentials } from "../services/auth/credentials";
import { findEndpoint, serviceNames, serviceTitles } from "../services/config/endpoints";
import { findProxy } from "../services/http/proxy";
import { findValue, type ConfigurationSources } from "../services/config/configuration-keys";
import type { Configuration } from "../services/config/configuration";
import { ConfigurationError } from "../services/config/configuration-error";
import type { CheckResult } from "./check-result";

/** Describes the settings and the source of each; of a secret only that it is set. */
export function describeSettings(settings: Configuration, sources: ConfigurationSources): CheckResult[] {
	return [
		describeCredentials(settings.credentials, sources),
		...describeUnused(settings.credentials, sources),
		describeRegion(settings, sources),
		...describeEndpoints(settings, sources),
		...describeTrust(settings),
	];
}

function describeCredentials(credentials: Credentials | CredentialsError, sources: ConfigurationSources): CheckResult {
	if (credentials instanceof CredentialsError) {
		const [message = "", advice] = splitSentence(credentials.message);
		return { check: "credentials", verdict: "failed", message, advice };
	}
	const found = `${nameCredentials(credentials)}, from ${credentials.source}`;
	const isMissing = credentials.kind === "access key" && !credentials.securityToken;
	const stray = isMissing && findValue(sources, "securityToken");
	if (!stray) return { check: "credentials", verdict: "ok", message: found };
	return {
		check: "credentials",
		verdict: "warning",
		message: `${found}; a security token is set in another place (${stray.foundIn}) and is not used`,
		advice: "Set all parts of one set of credentials in one place.",
	};
}

/** `access key HST3…, secret key of 40 characters`: enough to recognize the credentials, too little to use them. */
export function nameCredentials(credentials: Credentials): string {
	switch (credentials.kind) {
		case "access key": {
			const { accessKey, secretKey, securityToken } = credentials;
			const temporary = securityToken ? ", with a security token (temporary)" : "";
			return `access key ${maskKey(accessKey.reveal())}, secret key of ${secretKey.reveal().length} characters${temporary}`;
		}
		case "token":
			return `a token of ${credentials.authToken.reveal().length} characters`;
		case "password":
			return `user ${credentials.userName} of account ${credentials.domainName}, with a password`;
	}
}

/** The first four characters of a key with at least 12. */
export function maskKey(key: string): string {
	return key.length >= 12 ? `${key.slice(0, 4)}…` : "…";
}

/** Describes a second set of credentials in another source: users wonder why it is not used. */
function describeUnused(
	used: Credentials | CredentialsError,
	{ environment, config }: ConfigurationSources,
): CheckResult[] {
	if (used instanceof CredentialsError) return [];
	const others = [
		{ environment, config: {} },
		{ environment: {}, config },
	].flatMap((sources) => {
		try {
			const found = findCredentials(sources);
			return found.source === used.source ? [] : [found];
		} catch (error) {
			if (error instanceof CredentialsError) return [];
			throw error;
		}
	});
	return others.map((other) => ({
		check: "credentials",
		verdict: "note",
		message: `not used, as the other set takes precedence: ${nameCredentials(other)}, from ${other.source}`,
	}));
}

function describeRegion({ region }: Configuration, sources: ConfigurationSources): CheckResult {
	if (region !== undefined) {
		return { check: "region", verdict: "ok", message: `${region} (${findValue(sources, "region")?.foundIn})` };
	}
	const advice = "Set huaweicloud:region (HW_REGION_NAME), such as cn-north-4.";
	return { check: "region", verdict: "failed", message: "no region is set", advice };
}

function describeEndpoints(settings: Configuration, sources: ConfigurationSources): CheckResult[] {
	const { region } = settings;
	if (region === undefined) return [];
	return serviceNames.map((service) => {
		const isGiven = settings.endpoints[service] !== undefined;
		const place = isGiven ? findValue(sources, "endpoints")?.foundIn : undefined;
		const own = !isGiven && service === "iam" && settings.authUrl !== undefined;
		const from = place ?? (own ? findValue(sources, "authUrl")?.foundIn : undefined);
		let endpoint: string;
		try {
			endpoint = findEndpoint(service, region, settings);
		} catch (error) {
			if (!(error instanceof ConfigurationError)) throw error;
			return { check: "endpoint", verdict: "failed", message: error.validationErrors.join("; ") };
		}
		const proxy = findProxy(endpoint);
		const details = [from, proxy && `through the proxy ${proxy.host}`].filter((detail) => detail !== undefined);
		const message = `${serviceTitles[service]} at ${endpoint}${details.length > 0 ? ` (${details.join("; ")})` : ""}`;
		return { check: "endpoint", verdict: "ok", message };
	});
}

function describeTrust({ insecure, caCertificate }: Configuration): CheckResult[] {
	if (insecure) {
		const advice = "For a simulator only: anybody on the network path can read and change the requests.";
		return [
			{ check: "tls", verdict: "warning", message: "certificates are not verified (huaweicloud:insecure)", advice },
		];
	}
	const message = "certificates of huaweicloud:caCertificate (OS_CACERT) are trusted in addition to the default ones";
	return caCertificate === undefined ? [] : [{ check: "tls", verdict: "note", message }];
}

/** The first sentence without its full stop, and the others. */
function splitSentence(text: string): [first: string, rest: string | undefined] {
	const at = text.indexOf(". ");
	return at < 0 ? [text.replace(/\.$/, ""), undefined] : [text.slice(0, at), text.slice(at + 2)];
}
