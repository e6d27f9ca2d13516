import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { isObject } from "../shape/is-object";
import { ApiError } from "../http/errors";
import { operation, type RequestOptions } from "../http/operation";

export interface Project {
	readonly id: string;
	readonly name: string;
}

export const operations = {
	/** The projects of that name that the account may list. */
	listProjects: operation({
		name: "listProjects",
		verb: "find",
		kind: "read",
		method: "GET",
		path: "/v3/projects",
		permission: "iam:projects:listProjects",
		request: (name: string) => ({ object: `project "${name}"`, query: { name } }),
		read: readProjects,
	}),

	/** All projects that the account may enter, which needs no permission. */
	listOwnProjects: operation({
		name: "listOwnProjects",
		verb: "find",
		kind: "read",
		method: "GET",
		path: "/v3/auth/projects",
		permission: "iam:projects:listProjects",
		request: () => ({ object: "projects" }),
		read: readProjects,
	}),
};

export type IamProjects = ReturnType<typeof createIamProjects>;

export function createIamProjects(client: Client) {
	const projects = bindOperations(client, {}, operations);
	return {
		...projects,

		/**
		 * The id of the one project of that name.
		 *
		 * @throws {ProjectError} if there is none, or more than one
		 */
		async findProject(name: string, options?: RequestOptions): Promise<string> {
			const matches = (await listByName(projects, name, options)).filter((project) => project.name === name);
			const [only] = matches;
			if (only && matches.length === 1) return only.id;

			const found = only
				? `there are ${matches.length} of that name: ${matches.map(({ id }) => id).join(", ")}`
				: describeVisible(await tryListOwnProjects(projects, options));
			throw new ProjectError(
				`Could not find the project "${name}": ${found}. Set huaweicloud:projectId (HW_PROJECT_ID) or huaweicloud:projectName (HW_PROJECT_NAME).`,
			);
		},
	};
}

/** There is not exactly one project of that name. */
export class ProjectError extends Error {
	override name = "ProjectError";
}

type Bound = ReturnType<typeof bindOperations<typeof operations>>;

/** The projects that the account may list; if it may list none, those that it may enter. */
async function listByName(projects: Bound, name: string, options?: RequestOptions): Promise<Project[]> {
	try {
		return await projects.listProjects(name, options);
	} catch (error) {
		if (!(error instanceof ApiError) || error.status !== 403) throw error;
		// The first error is the one to report.
		return (await tryListOwnProjects(projects, options)) ?? Promise.reject(error);
	}
}

/** `undefined` if even that is rejected. */
function tryListOwnProjects(projects: Bound, options?: RequestOptions): Promise<Project[] | undefined> {
	return projects.listOwnProjects(options).catch(() => undefined);
}

function describeVisible(projects: readonly Project[] = []): string {
	const listed = projects.map(({ id, name }) => `${name} (${id})`).slice(0, 20);
	return listed.length > 0 ? `these credentials see only ${listed.join(", ")}` : "these credentials see none";
}

function readProjects({ projects }: Record<string, unknown>): Project[] | undefined {
	if (!Array.isArray(projects)) return undefined;
	return projects.filter(isObject).flatMap(({ id, name }) => {
		return typeof id === "string" && typeof name === "string" ? [{ id, name }] : [];
	});
}
