import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Accounts } from "./accounts";
import type { Caller, Project } from "./identities";
import { createKeystoneError } from "./keystone-error";
import { readTokenRequest } from "./token-request";
import type { TokenRequest } from "./token-request";
import type { Token, Tokens } from "./tokens";

/** `POST /v3/auth/tokens`: creates a token for a user and password; the token is in a header of the response. */
export function createToken({ body, query }: OperationRequest, accounts: Accounts, tokens: Tokens): HttpResponse {
	const request = readTokenRequest(body);
	const user = accounts.findUser(request.userName);
	const wrongDomain = user?.domainName !== undefined && user.domainName !== request.domainName;
	if (!user || user.password !== request.password || wrongDomain)
		throw createKeystoneError(401, "The username or password is wrong.");
	const anyone = accounts.toCaller(user, "none", request.domainName);
	const project = findProject(request.scope, accounts.projects(anyone));
	const caller: Caller = project ? { ...anyone, scope: { projectId: project.id } } : anyone;
	const token = tokens.issue(caller);
	const catalog = query.get("nocatalog") ? undefined : { catalog: [] };
	return {
		status: 201,
		headers: { "x-subject-token": token.text },
		body: { token: { ...describe(token, request, project), ...catalog } },
	};
}

function findProject(scope: TokenRequest["scope"], projects: readonly Project[]): Project | undefined {
	if (typeof scope === "string") return undefined;
	const found = projects.find(({ id, name }) => (scope.id === undefined ? name === scope.name : id === scope.id));
	if (!found) throw createKeystoneError(404, `Could not find project: ${scope.id ?? scope.name}.`);
	return found;
}

function describe({ caller, issuedAt, expiresAt }: Token, { scope }: TokenRequest, project: Project | undefined) {
	const domain = { id: caller.domainId, name: caller.domainName };
	return {
		expires_at: writeTime(expiresAt),
		issued_at: writeTime(issuedAt),
		methods: ["password"],
		roles: [{ id: "0", name: "te_admin" }],
		user: { id: caller.userId, name: caller.userName, password_expires_at: "", domain },
		...(project && { project: { id: project.id, name: project.name, domain } }),
		...(scope === "domain" && { domain }),
	};
}

/** Writes a time in UTC with microseconds. */
function writeTime(time: number): string {
	return new Date(time).toISOString().replace("Z", "000Z");
}
