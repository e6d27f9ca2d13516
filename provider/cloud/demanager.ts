import type { Call, CallOptions } from "./call";
import type { Client } from "./client";
import type { CreateInstanceBody, Instance, ListInstancesQuery, UpdateInstanceBody } from "./demanager-types";
import { acceptUnlessError, readInstance, readPage } from "./demanager-answers";
import { ApiError } from "./errors";
import { collectPages, type Page } from "./paging";
import { buildPath, type Query } from "./url";

export type * from "./demanager-types";
export type { CallOptions } from "./call";

/** The seven documented operations on notebook instances of the legacy development environment. */
export interface Demanager {
	createInstance(body: CreateInstanceBody, options?: CallOptions): Promise<Instance>;

	/** All of them: pages are fetched until the list is complete. */
	listInstances(query: ListInstancesQuery, options?: CallOptions): Promise<Instance[]>;

	getInstance(id: string, options?: CallOptions): Promise<Instance>;

	updateInstance(id: string, body: UpdateInstanceBody, options?: CallOptions): Promise<Instance>;

	/** Accepted, not done: the instance is gone once `getInstance` says so. */
	deleteInstance(id: string, options?: CallOptions): Promise<void>;

	/** Accepted, not done. Whether it is already so, or something else is going on, is told by the error's code. */
	changeInstanceStatus(id: string, action: "start" | "stop", options?: CallOptions): Promise<void>;

	/** A secret with which the instance's page can be opened. */
	getInstanceToken(id: string, options?: CallOptions): Promise<string>;
}

/** The service's own word that there is no such instance: nothing else, least of all a gateway's 404, means gone. */
export function isGone(error: unknown): boolean {
	return error instanceof ApiError && error.status === 400 && error.code === "ModelArts.6309";
}

/** How many instances are asked for at once. */
const PAGE_SIZE = 100;

export interface DemanagerOptions {
	readonly client: Client;
	readonly projectId: string;
	/** Called with each secret that the service hands out. */
	readonly hide: (secret: string) => void;
}

export function createDemanager({ client, projectId, hide }: DemanagerOptions): Demanager {
	const instancesPath = (...more: string[]) => buildPath("v1", projectId, "demanager", "instances", ...more);
	const perform = <T>(call: Call<T>, options?: CallOptions) => client.perform(call, options);

	function fetchPage(query: ListInstancesQuery, offset: number, options?: CallOptions): Promise<Page<Instance>> {
		return perform(
			{
				operation: "listInstances",
				verb: "list",
				object: "notebook instances",
				kind: "read",
				method: "GET",
				path: instancesPath(),
				query: buildListQuery(query, offset),
				permission: "modelarts:notebook:list",
				read: readPage,
			},
			options,
		);
	}

	return {
		async createInstance(body, options) {
			return perform(
				{
					operation: "createInstance",
					verb: "create",
					object: `notebook instance "${body.name}"`,
					kind: "create",
					method: "POST",
					path: instancesPath(),
					body,
					permission: "modelarts:notebook:create",
					read: readInstance,
				},
				options,
			);
		},

		async listInstances(query, options) {
			return collectPages((offset) => fetchPage(query, offset, options), PAGE_SIZE);
		},

		async getInstance(id, options) {
			return perform(
				{
					operation: "getInstance",
					verb: "read",
					object: nameInstance(id),
					kind: "read",
					method: "GET",
					path: instancesPath(id),
					permission: "modelarts:notebook:get",
					read: readInstance,
				},
				options,
			);
		},

		async updateInstance(id, body, options) {
			return perform(
				{
					operation: "updateInstance",
					verb: "update",
					object: nameInstance(id),
					kind: "write",
					method: "PUT",
					path: instancesPath(id),
					body,
					permission: "modelarts:notebook:update",
					read: readInstance,
				},
				options,
			);
		},

		async deleteInstance(id, options) {
			await perform(
				{
					operation: "deleteInstance",
					verb: "delete",
					object: nameInstance(id),
					kind: "transition",
					method: "DELETE",
					path: instancesPath(id),
					mayBeEmpty: true,
					permission: "modelarts:notebook:delete",
					read: (body) => acceptUnlessError(body, "instance_id"),
				},
				options,
			);
		},

		async changeInstanceStatus(id, action, options) {
			await perform(
				{
					operation: "changeInstanceStatus",
					verb: action,
					object: nameInstance(id),
					kind: "transition",
					method: "POST",
					path: instancesPath(id, "action"),
					body: { action },
					mayBeEmpty: true,
					permission: "modelarts:notebook:action",
					read: (body) => acceptUnlessError(body, "current_status"),
				},
				options,
			);
		},

		async getInstanceToken(id, options) {
			const token = await perform(
				{
					operation: "getInstanceToken",
					verb: "get a token for",
					object: nameInstance(id),
					kind: "read",
					method: "GET",
					path: instancesPath(id, "token"),
					permission: "modelarts:notebook:access",
					read: ({ token }) => (typeof token === "string" && token !== "" ? token : undefined),
				},
				options,
			);
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
	const all = { de_type: "Notebook", sortby, order, limit: PAGE_SIZE, offset, ...rest };
	return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
}
