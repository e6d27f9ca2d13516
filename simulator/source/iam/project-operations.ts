import { createHash } from "node:crypto";
import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Accounts } from "./accounts";
import type { Project } from "./identities";
import { checkPaging, paginate, matchesFlag, matchesText } from "./list-query";

/**
 * `GET /v3/projects`. `matches`: the number of projects that a search by name finds (a setting); null: the existing
 * ones.
 */
export function listProjects(
	{ caller, query }: OperationRequest,
	accounts: Accounts,
	matches: number | null,
): HttpResponse {
	checkPaging(query);
	const name = query.get("name");
	const { domainId } = caller;
	const matchesQuery = (project: Project) =>
		matchesText(query, "name", project.name) &&
		matchesText(query, "domain_id", domainId) &&
		matchesText(query, "parent_id", getParentId(project, domainId, accounts)) &&
		matchesFlag(query, "enabled", true) &&
		matchesFlag(query, "is_domain", false);
	const named = accounts.projects(caller).filter(matchesQuery);
	const found = name === null || matches === null ? named : padMatches(named, name, matches);
	const page = paginate(found, query);
	const links = { self: "https://iam.example.com/v3/projects", next: null, previous: null };
	return {
		status: 200,
		body: { projects: page.map((project) => describe(project, caller.domainId, accounts)), links },
	};
}

/** `GET /v3/auth/projects`: the projects that the caller has access to; it needs no permission and has no filters. */
export function listAuthProjects({ caller }: OperationRequest, accounts: Accounts): HttpResponse {
	const projects = accounts.projects(caller).map((project) => describe(project, caller.domainId, accounts));
	return { status: 200, body: { projects, links: { self: "https://iam.example.com/v3/auth/projects" } } };
}

/** `GET /v3/auth/domains`: the account itself. */
export function listAuthDomains({ caller: { domainId, domainName } }: OperationRequest): HttpResponse {
	const links = { self: "https://iam.example.com/v3/auth/domains" };
	const domain = { id: domainId, name: domainName, enabled: true, description: "", links };
	return { status: 200, body: { domains: [domain], links } };
}

/**
 * Pads or cuts the projects of one name to the configured number: the documented sample shows two, so a client must
 * handle any number.
 */
function padMatches(found: readonly Project[], name: string, matches: number): Project[] {
	return Array.from({ length: matches }, (_, index) => {
		const id = createHash("md5").update(`${name} ${index}`).digest("hex");
		return found[index] ?? { id, name };
	});
}

/**
 * The parent of a region's own project is the account; the parent of a project that a user created is the region's
 * project, whose name it starts with.
 */
function getParentId({ name }: Project, domainId: string, accounts: Accounts): string {
	const region = accounts.projects().find((other) => name.startsWith(`${other.name}_`));
	return region?.id ?? domainId;
}

function describe(project: Project, domainId: string, accounts: Accounts): object {
	const { id, name } = project;
	const links = { self: `https://iam.example.com/v3/projects/${id}`, next: null, previous: null };
	return {
		id,
		name,
		domain_id: domainId,
		parent_id: getParentId(project, domainId, accounts),
		enabled: true,
		is_domain: false,
		description: "",
		links,
	};
}
