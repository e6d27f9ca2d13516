import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import type { PasswordCredentials } from "../auth/credentials";
import { isObject } from "../http/error-body";
import { ApiError } from "../http/errors";
import { Secret } from "../http/secret";
import type { Token } from "../auth/token-store";
import type { HttpResponse } from "../http/transport";
import { buildPath, type Query } from "../http/url";

/** The project a token is wanted for: by id, or by name, which is usually the region's. */
export type ProjectScope = { readonly id: string } | { readonly name: string };

export interface Project {
	readonly id: string;
	readonly name: string;
}

/** There is not exactly one project of that name. */
export class ProjectError extends Error {
	override name = "ProjectError";
}

/** Gets a token by user and password. A wrong password is told, never tried again: that would lock the user. */
export async function createToken(
	client: Client,
	{ userName, password, domainName }: PasswordCredentials,
	scope: ProjectScope,
	{ hide, now, ...options }: RequestOptions & { hide: (secret: string) => void; now: () => number },
): Promise<Token> {
	const user = { name: userName, password: password.reveal(), domain: { name: domainName } };
	return client.perform(
		{
			operation: "createToken",
			verb: "get",
			object: `a token for user ${userName} and project ${"id" in scope ? scope.id : scope.name}`,
			// As far as repeating goes: a second token does no harm to the first.
			kind: "read",
			method: "POST",
			path: buildPath("v3", "auth", "tokens"),
			query: [["nocatalog", "true"]],
			body: { auth: { identity: { methods: ["password"], password: { user } }, scope: { project: scope } } },
			read: (body, answer) => readToken(body, answer, hide, now()),
		},
		options,
	);
}

function readToken(
	{ token }: Record<string, unknown>,
	{ headers }: HttpResponse,
	hide: (secret: string) => void,
	now: number,
): Token | undefined {
	const text = headers["x-subject-token"];
	if (!text || !isObject(token)) return undefined;

	hide(text);
	// By the service's own two times, so that a local clock that is off does no harm.
	const issued = Date.parse(String(token.issued_at)) || now;
	const lifetime = Math.max(0, Date.parse(String(token.expires_at)) - issued) || 3_600_000;
	const projectId = isObject(token.project) && typeof token.project.id === "string" ? token.project.id : undefined;
	return { text: new Secret(text), projectId, lifetime, expiresAt: now + lifetime };
}

/** The id of the one project of that name. */
export async function findProject(client: Client, name: string, options?: RequestOptions): Promise<string> {
	const matches = (await listProjects(client, name, options)).filter((project) => project.name === name);
	const [only] = matches;
	if (only && matches.length === 1) return only.id;

	const found = only
		? `there are ${matches.length} of that name: ${matches.map(({ id }) => id).join(", ")}`
		: await describeOthers(client, options);
	throw new ProjectError(
		`Could not find the project "${name}": ${found}. Set huaweicloud:projectId (HW_PROJECT_ID) or huaweicloud:projectName (HW_PROJECT_NAME).`,
	);
}

const findCall = {
	operation: "listProjects",
	verb: "find",
	kind: "read",
	method: "GET",
	permission: "iam:projects:listProjects",
	read: readProjects,
} as const;

/** What the account may list; if it may list nothing, what it may enter. */
async function listProjects(client: Client, name: string, options?: RequestOptions): Promise<Project[]> {
	const query: Query = [["name", name]];
	try {
		const call = { ...findCall, object: `project "${name}"`, path: buildPath("v3", "projects"), query };
		return await client.perform(call, options);
	} catch (error) {
		if (!(error instanceof ApiError) || error.status !== 403) throw error;
		// The first refusal is the one to tell.
		return (await tryOwnProjects(client, options)) ?? Promise.reject(error);
	}
}

/** All projects that the account may enter, which needs no permission. */
export async function listOwnProjects(client: Client, options?: RequestOptions): Promise<Project[]> {
	const call = {
		...findCall,
		operation: "listOwnProjects",
		object: "projects",
		path: buildPath("v3", "auth", "projects"),
	};
	return client.perform(call, options);
}

/** `undefined` if even that is refused. */
function tryOwnProjects(client: Client, options?: RequestOptions): Promise<Project[] | undefined> {
	return listOwnProjects(client, options).catch(() => undefined);
}

async function describeOthers(client: Client, options?: RequestOptions): Promise<string> {
	const others = (await tryOwnProjects(client, options)) ?? [];
	const listed = others.map(({ id, name }) => `${name} (${id})`).slice(0, 20);
	return listed.length > 0 ? `these credentials see only ${listed.join(", ")}` : "these credentials see none";
}

function readProjects({ projects }: Record<string, unknown>): Project[] | undefined {
	if (!Array.isArray(projects)) return undefined;
	return projects.filter(isObject).flatMap(({ id, name }) => {
		return typeof id === "string" && typeof name === "string" ? [{ id, name }] : [];
	});
}
