import type { PasswordCredentials } from "../auth/credentials";
import type { IssuedToken } from "../auth/token-store";
import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { isObject } from "../shape/is-object";
import { operation } from "../http/operation";
import { Secret } from "../http/secret";

/** The project a token is wanted for: by id, or by name, which is usually the region's. */
export type ProjectScope = { readonly id: string } | { readonly name: string };

export const operations = {
	/** Gets a token by user and password. A wrong password is reported, never retried: that would lock the user. */
	createToken: operation({
		name: "createToken",
		verb: "get",
		// As far as retries go: a second token does no harm to the first.
		kind: "read",
		method: "POST",
		path: "/v3/auth/tokens",
		request: (credentials: PasswordCredentials, scope: ProjectScope) => ({
			object: `a token for user ${credentials.userName} and project ${"id" in scope ? scope.id : scope.name}`,
			query: { nocatalog: true },
			body: buildBody(credentials, scope),
		}),
		read: ({ token }, { headers }) => readToken(token, headers["x-subject-token"]),
	}),
};

export function createIamTokens(client: Client) {
	return bindOperations(client, {}, operations);
}

function buildBody({ userName, password, domainName }: PasswordCredentials, project: ProjectScope) {
	const user = { name: userName, password: password.reveal(), domain: { name: domainName } };
	return { auth: { identity: { methods: ["password"], password: { user } }, scope: { project } } };
}

function readToken(token: unknown, text: string | undefined): IssuedToken | undefined {
	if (!text || !isObject(token)) return undefined;

	const projectId = isObject(token.project) && typeof token.project.id === "string" ? token.project.id : undefined;
	const [issuedAt, expiresAt] = [parseDate(token.issued_at), parseDate(token.expires_at)];
	return { text: new Secret(text), projectId, issuedAt, expiresAt };
}

function parseDate(value: unknown): number | undefined {
	return Date.parse(String(value)) || undefined;
}
