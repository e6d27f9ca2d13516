import type { Core } from "../core";
import type { Operation, Service } from "../gateway/operation";
import type { Accounts } from "./accounts";
import { listAuthDomains, listAuthProjects, listProjects } from "./project-operations";
import { createToken } from "./token-operation";
import type { Tokens } from "./tokens";
import { listUsers } from "./user-operations";
import { showVersion } from "./version-operation";

/** The identity service: the operations that a client needs to create a token and find its project. */
export function makeIamService(core: Core, accounts: Accounts, tokens: Tokens): Service {
	const family = "iam";
	const operations: Operation[] = [
		{
			name: "keystoneCreateUserTokenByPassword",
			method: "POST",
			path: "/v3/auth/tokens",
			family,
			anonymous: true,
			run: (request) => createToken(request, accounts, tokens),
		},
		{
			name: "keystoneListProjects",
			method: "GET",
			path: "/v3/projects",
			family,
			run: (request) => listProjects(request, accounts, core.settings.values.projectMatches),
		},
		{
			name: "keystoneListAuthProjects",
			method: "GET",
			path: "/v3/auth/projects",
			family,
			run: (request) => listAuthProjects(request, accounts),
		},
		{
			name: "keystoneListAuthDomains",
			method: "GET",
			path: "/v3/auth/domains",
			family,
			run: (request) => listAuthDomains(request),
		},
		{
			name: "keystoneListUsers",
			method: "GET",
			path: "/v3/users",
			family,
			run: (request) => listUsers(request, accounts),
		},
		...["/v3", "/v3/"].map((path): Operation => {
			return { name: "keystoneShowVersion", method: "GET", path, family, anonymous: true, run: showVersion };
		}),
	];
	return {
		name: family,
		operations,
		show: () => ({ projects: accounts.projects(), tokens: tokens.count() }),
		reset: () => tokens.reset(),
	};
}
