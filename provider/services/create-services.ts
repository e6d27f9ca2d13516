import type { Account } from "./auth/account";
import { assertProject } from "./auth/assert-project";
import { findCloudAddress } from "./config/endpoints";
import type { Client } from "./http/client";
import { createImsImages } from "./ims/images";
import { createImsJobs } from "./ims/jobs";
import { createImsQuotas } from "./ims/quotas";
import { createImsTags } from "./ims/tags";
import { createNotebookFlavors } from "./modelarts/flavors";
import { createModelartsImages } from "./modelarts/images";
import { createDemanager } from "./modelarts/instances";
import { createNotebookMounts } from "./modelarts/notebook-mounts";
import { createNotebookTags } from "./modelarts/notebook-tags";
import { createNotebooks } from "./modelarts/notebooks";
import { createModelartsQuotas } from "./modelarts/quotas";
import { createWorkspaces } from "./modelarts/workspaces";
import { RecentlyCreated } from "./recently-created";
import type { Services } from "./services";

/** The services in one region and project. Each is created on first use: a run does not pay for those that it does not use. */
export function createServices(account: Account, region: string, projectId: string): Services {
	const { configuration, clock } = account;
	const modelarts = once(() => account.openClient("modelarts", region, projectId));
	const ims = once(() => openIms(account, region, projectId));
	const values = {
		region,
		projectId,
		endpoint: findCloudAddress(region, configuration),
		pollInterval: configuration.pollInterval,
		clock,
		readLag: configuration.readLag,
		recentlyCreated: new RecentlyCreated(configuration.readLag, clock),
	};
	return defineLazy(values, {
		demanager: () => createDemanager(modelarts(), projectId),
		modelartsImages: () => createModelartsImages(modelarts(), projectId),
		notebooks: () => createNotebooks(modelarts(), projectId),
		notebookFlavors: () => createNotebookFlavors(modelarts(), projectId),
		notebookMounts: () => createNotebookMounts(modelarts(), projectId),
		notebookTags: () => createNotebookTags(modelarts(), projectId),
		workspaces: () => createWorkspaces(modelarts(), projectId),
		modelartsQuotas: () => createModelartsQuotas(modelarts(), projectId),
		imsImages: () => createImsImages(ims()),
		imsJobs: () => createImsJobs(ims(), projectId),
		imsTags: () => createImsTags(ims(), projectId),
		imsQuotas: () => createImsQuotas(ims()),
	});
}

/** Signatures name the project, and tokens that we get ourselves are for it; a token that we are given may be not. */
function openIms(account: Account, region: string, projectId: string): Client {
	const client = account.openClient("ims", region, projectId);
	const { credentials } = account.configuration;
	return "kind" in credentials && credentials.kind === "token" ? assertProject(client, projectId) : client;
}

/** The object with more properties, each of which is made when it is first read. */
function defineLazy<T extends object, Made extends Record<string, unknown>>(
	object: T,
	makers: { readonly [Name in keyof Made]: () => Made[Name] },
): T & Made {
	for (const [name, make] of Object.entries(makers)) {
		Object.defineProperty(object, name, { get: once(make as () => unknown), enumerable: true });
	}
	return object as T & Made;
}

/** A function that makes something on the first call and gives the same on all later ones. */
function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
