import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import type { CreateInstanceBody, Instance, ListInstancesQuery, UpdateInstanceBody } from "./instances-types";
import { acceptUnlessError, readInstance, readPage, readToken } from "./instances-answers";
import { operations } from "./instances-operations";
import { ApiError } from "../http/errors";
import { collectPages, type Page } from "../http/paging";
import { buildPath, buildQuery, type Query } from "../http/url";

export type * from "./instances-types";
export type { RequestOptions } from "../http/operation";

/** The seven documented operations on notebook instances of the legacy development environment. */
export interface Demanager {
	createInstance(body: CreateInstanceBody, options?: RequestOptions): Promise<Instance>;

	/** All of them: pages are fetched until the list is complete. */
	listInstances(query: ListInstancesQuery, options?: RequestOptions): Promise<Instance[]>;

	getInstance(id: string, options?: RequestOptions): Promise<Instance>;

	updateInstance(id: string, body: UpdateInstanceBody, options?: RequestOptions): Promise<Instance>;

	/** Accepted, not done: the instance is gone once `getInstance` says so. */
	deleteInstance(id: string, options?: RequestOptions): Promise<void>;

	/** Accepted, not done. Whether it is already so, or something else is going on, is told by the error's code. */
	changeInstanceStatus(id: string, action: "start" | "stop", options?: RequestOptions): Promise<void>;

	/** A secret with which the instance's page can be opened. */
	getInstanceToken(id: string, options?: RequestOptions): Promise<string>;
}

/** The service's own word that there is no such instance: nothing else, least of all a gateway's 404, means gone. */
export function isNotFound(error: unknown): boolean {
	return error instanceof ApiError && error.status === 400 && error.code === "ModelArts.6309";
}

/** How many instances are asked for at once; the documents know no upper end. */
export const PAGE_SIZE = 500;

export interface DemanagerOptions {
	readonly client: Client;
	readonly projectId: string;
	/** Called with each secret that the service hands out. */
	readonly hide: (secret: string) => void;
}

export function createDemanager({ client, projectId, hide }: DemanagerOptions): Demanager {
	const instances = (...more: string[]) => buildPath("v1", projectId, "demanager", "instances", ...more);

	function fetchPage(query: ListInstancesQuery, offset: number, options?: RequestOptions): Promise<Page<Instance>> {
		const about = { ...operations.listInstances, object: "notebook instances", path: instances() };
		return client.perform({ ...about, query: buildListQuery(query, offset), read: readPage }, options);
	}

	return {
		async createInstance(body, options) {
			const about = { ...operations.createInstance, object: `notebook instance "${body.name}"`, path: instances() };
			return client.perform({ ...about, body, read: readInstance }, options);
		},

		async listInstances(query, options) {
			return client.readList(() => collectPages((offset) => fetchPage(query, offset, options), PAGE_SIZE), options);
		},

		async getInstance(id, options) {
			const about = { ...operations.getInstance, object: nameInstance(id), path: instances(id) };
			return client.perform({ ...about, read: readInstance }, options);
		},

		async updateInstance(id, body, options) {
			const about = { ...operations.updateInstance, object: nameInstance(id), path: instances(id) };
			return client.perform({ ...about, body, read: readInstance }, options);
		},

		async deleteInstance(id, options) {
			const about = { ...operations.deleteInstance, object: nameInstance(id), path: instances(id) };
			const read = (body: object) => acceptUnlessError(body, "instance_id");
			await client.perform({ ...about, mayBeEmpty: true, read }, options);
		},

		async changeInstanceStatus(id, action, options) {
			const about = { ...operations.changeInstanceStatus, object: nameInstance(id), path: instances(id, "action") };
			const read = (body: object) => acceptUnlessError(body, "current_status");
			await client.perform({ ...about, verb: action, body: { action }, mayBeEmpty: true, read }, options);
		},

		async getInstanceToken(id, options) {
			const about = { ...operations.getInstanceToken, object: nameInstance(id), path: instances(id, "token") };
			const token = await client.perform({ ...about, read: readToken }, options);
			hide(token);
			return token;
		},
	};
}

function nameInstance(id: string): string {
	return `notebook instance ${id}`;
}

function buildListQuery(query: ListInstancesQuery, offset: number): Query {
	// By age, so that instances made meanwhile come last and move none of the others.
	const { sortby = "creation_timestamp", order = "asc", ...rest } = query;
	return buildQuery({ de_type: "Notebook", sortby, order, limit: PAGE_SIZE, offset, ...rest });
}
