import { ARGUMENTS_IN_STATE } from "./explicit-provider";
import { Secret } from "../http/secret";
import { environmentNames, findIn, findInEnvironment, NAMESPACE, sourceNames } from "../config/configuration-keys";
import type { FoundValue, ConfigurationSources } from "../config/configuration-keys";
import { parseHeaderText, parseText, ValueError } from "../config/configuration-values";

/** The source of credentials. */
interface Origin {
	/** For messages: `the environment`. */
	readonly source: string;

	/** They come with an explicit provider: commands that do not run the program have those of the state. */
	readonly isInState?: boolean;
}

export interface AccessKeyCredentials extends Origin {
	readonly kind: "access key";
	readonly accessKey: Secret;
	readonly secretKey: Secret;
	/** Belongs to a temporary key pair. */
	readonly securityToken?: Secret;
}

export interface TokenCredentials extends Origin {
	readonly kind: "token";
	readonly authToken: Secret;
}

export interface PasswordCredentials extends Origin {
	readonly kind: "password";
	readonly userName: string;
	readonly password: Secret;
	readonly domainName: string;
}

/** One complete set of credentials, from one source. */
export type Credentials = AccessKeyCredentials | TokenCredentials | PasswordCredentials;

/** No source has a complete set of credentials, or one has an invalid value. */
export class CredentialsError extends Error {
	override name = "CredentialsError";
}

type CredentialName =
	"accessKey" | "secretKey" | "securityToken" | "authToken" | "userName" | "password" | "domainName";

type Lookup = (name: CredentialName) => FoundValue | undefined;

interface Source {
	readonly name: string;
	readonly isInState?: boolean;
	readonly get: Lookup;
	/** Arguments of one provider: a part of a set is an error, not a reason to use the next source. */
	readonly isExclusive?: boolean;
}

const names = [
	"accessKey",
	"secretKey",
	"securityToken",
	"authToken",
	"userName",
	"password",
	"domainName",
] as const satisfies readonly CredentialName[];

/**
 * The first source with a complete set: an access key pair, else a token, else user, password and domain.
 *
 * Sources are never mixed, and the variables `HW_…` and `OS_…` only where neither family is complete: a part of an old set
 * left in the environment would otherwise be combined with a part of a new one.
 */
export function findCredentials(sources: ConfigurationSources): Credentials {
	const candidates = listSources(sources);
	const hint = sources.explicit === undefined ? "" : ` ${ARGUMENTS_IN_STATE}`;
	for (const source of candidates) {
		const found = readSet(source, source.isInState ? hint : "");
		if (found) return found;
		if (source.isExclusive && names.some((name) => source.get(name))) break;
	}
	throw new CredentialsError(describeMissing(candidates) + hint);
}

function listSources({ explicit, environment, config }: ConfigurationSources): Source[] {
	const fromEnvironment = (prefix: string): Lookup => {
		return (name) =>
			findInEnvironment(
				environment,
				environmentNames[name].filter((entry) => entry.startsWith(prefix)),
			);
	};
	const isInState = explicit !== undefined;
	return [
		{
			name: sourceNames.explicit,
			isInState,
			get: (name) => findIn(explicit, name, `argument ${name}`),
			isExclusive: true,
		},
		{ name: sourceNames.HW, get: fromEnvironment("HW_") },
		{ name: sourceNames.OS, get: fromEnvironment("OS_") },
		{ name: sourceNames.environment, get: fromEnvironment("") },
		{ name: sourceNames.config, isInState, get: (name) => findIn(config, name, `${NAMESPACE}:${name}`) },
	];
}

/** @param hint added to the error if a value is invalid */
function readSet({ name, isInState, get }: Source, hint: string): Credentials | undefined {
	const origin: Origin = { source: name, ...(isInState && { isInState }) };
	const readValue = (found: FoundValue, parse: (value: unknown) => string) => readPart(found, parse, hint);
	const accessKey = get("accessKey");
	const secretKey = get("secretKey");
	const securityToken = get("securityToken");
	if (accessKey && secretKey) {
		return {
			kind: "access key",
			accessKey: new Secret(readValue(accessKey, parseHeaderText)),
			secretKey: new Secret(readValue(secretKey, parseText)),
			...(securityToken && { securityToken: new Secret(readValue(securityToken, parseHeaderText)) }),
			...origin,
		};
	}

	const authToken = get("authToken");
	if (authToken) return { kind: "token", authToken: new Secret(readValue(authToken, parseHeaderText)), ...origin };

	const userName = get("userName");
	const password = get("password");
	const domainName = get("domainName");
	if (!userName || !password || !domainName) return undefined;
	return {
		kind: "password",
		userName: readValue(userName, parseText),
		password: new Secret(readValue(password, keepText)),
		domainName: readValue(domainName, parseText),
		...origin,
	};
}

function readPart(found: FoundValue, parse: (value: unknown) => string, hint: string): string {
	try {
		return parse(found.value);
	} catch (error) {
		const reason = error instanceof ValueError ? error.message : "it cannot be read";
		throw new CredentialsError(`The credentials cannot be used: ${found.foundIn}: ${reason}.${hint}`);
	}
}

/** A password may begin or end with a space. */
function keepText(value: unknown): string {
	return typeof value === "string" ? value : parseText(value);
}

function describeMissing(sources: readonly Source[]): string {
	const observed = new Set(sources.flatMap(({ get }) => names.flatMap((name) => get(name)?.foundIn ?? [])));
	const partial = observed.size > 0 ? ` Found, but not a whole set from one source: ${[...observed].join(", ")}.` : "";
	return (
		`No credentials for the cloud.${partial} Set one whole set in one place: an access key pair (HW_ACCESS_KEY and ` +
		`HW_SECRET_KEY, with HW_SECURITY_TOKEN if it is temporary; or ${NAMESPACE}:accessKey and ${NAMESPACE}:secretKey), ` +
		`a token (HW_AUTH_TOKEN; ${NAMESPACE}:authToken), or a user (HW_USER_NAME, HW_USER_PASSWORD, HW_DOMAIN_NAME; ` +
		`${NAMESPACE}:userName, ${NAMESPACE}:password, ${NAMESPACE}:domainName). Looked in the arguments of the explicit ` +
		"provider, the environment (OS_… names as well), and the stack's config."
	);
}
