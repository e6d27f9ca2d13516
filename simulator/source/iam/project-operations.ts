import { createHash } from "node:crypto";
import type { Answer, Call } from "../gateway/operation";
import type { Accounts, Project } from "./accounts";
import { refuseByKeystone } from "./iam-refusals";

/** `GET /v3/projects`. `matches`: how many a search by name is to find (a setting), null for the truth. */
export function listProjects({ caller, query }: Call, accounts: Accounts, matches: number | null): Answer {
	checkPaging(query);
	const name = query.get("name");
	const named = accounts.projects(caller).filter((project) => name === null || project.name === name);
	const found = name === null || matches === null ? named : repeat(named, name, matches);
	const page = cutPage(found, query);
	const links = { self: "https://iam.example.com/v3/projects", next: null, previous: null };
	return { status: 200, body: { projects: page.map((project) => describe(project, caller.domainId)), links } };
}

/** `GET /v3/auth/projects`: those that the caller may enter; no special right is needed, and no filter is known. */
export function listAuthProjects({ caller }: Call, accounts: Accounts): Answer {
	const projects = accounts.projects(caller).map((project) => describe(project, caller.domainId));
	return { status: 200, body: { projects, links: { self: "https://iam.example.com/v3/auth/projects" } } };
}

/** `GET /v3/auth/domains`: the account itself. */
export function listAuthDomains({ caller: { domainId, domainName } }: Call): Answer {
	const links = { self: "https://iam.example.com/v3/auth/domains" };
	const domain = { id: domainId, name: domainName, enabled: true, description: "", links };
	return { status: 200, body: { domains: [domain], links } };
}

/** Projects of one name: the documents' own sample shows two, so a client must be ready for any number. */
function repeat(found: readonly Project[], name: string, matches: number): Project[] {
	return Array.from({ length: matches }, (_, index) => {
		const id = createHash("md5").update(`${name} ${index}`).digest("hex");
		return found[index] ?? { id, name };
	});
}

function checkPaging(query: URLSearchParams): void {
	const page = query.get("page");
	const perPage = query.get("per_page");
	if (page === null && perPage === null) return;
	const isGood = (text: string | null, most: number) => /^[1-9]\d*$/.test(text ?? "") && Number(text) <= most;
	if (!isGood(page, Infinity) || !isGood(perPage, 5000)) throw refuseByKeystone(400, "The paging is invalid.");
}

function cutPage(projects: readonly Project[], query: URLSearchParams): readonly Project[] {
	const perPage = Number(query.get("per_page"));
	if (perPage === 0) return projects;
	const start = (Number(query.get("page")) - 1) * perPage;
	return projects.slice(start, start + perPage);
}

function describe({ id, name }: Project, domainId: string): object {
	const links = { self: `https://iam.example.com/v3/projects/${id}`, next: null, previous: null };
	return {
		id,
		name,
		domain_id: domainId,
		parent_id: domainId,
		enabled: true,
		is_domain: false,
		description: "",
		links,
	};
}
