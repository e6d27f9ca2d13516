import { pollsPerSecond } from "../pace/budget";
import type { Account } from "./account";
import type { Client } from "./client";
import type { Cloud } from "./cloud";
import { createDemanager } from "./demanager";
import { findCloudAddress } from "./endpoints";
import { createImsImages } from "./ims-images";
import { createImsJobs } from "./ims-jobs";
import { createImsTags } from "./ims-tags";
import { createModelartsImages } from "./modelarts-images";
import { createNotebookExtras } from "./notebook-extras";
import { createNotebooks } from "./notebooks";
import { guardProject } from "./project-guard";
import { YoungObjects } from "./young-objects";

/** The services in one place. Each client is made when it is first asked for: nobody pays for what is not used. */
export function buildCloud(account: Account, region: string, projectId: string): Cloud {
	const modelarts = once(() => account.openClient("modelarts", region, projectId));
	const ims = once(() => openIms(account, region, projectId));
	const hide = (secret: string) => account.mask.hide(secret);

	const demanager = once(() => createDemanager({ client: modelarts(), projectId, hide }));
	const modelartsImages = once(() => createModelartsImages({ client: modelarts(), projectId }));
	const notebooks = once(() => createNotebooks({ client: modelarts(), projectId, hide }));
	const notebookExtras = once(() => createNotebookExtras({ client: modelarts(), projectId }));
	const imsImages = once(() => createImsImages({ client: ims() }));
	const imsJobs = once(() => createImsJobs({ client: ims(), projectId }));
	const imsTags = once(() => createImsTags({ client: ims(), projectId }));
	return {
		region,
		projectId,
		endpoint: findCloudAddress(region, account.settings),
		pollInterval: account.settings.pollInterval,
		clock: account.clock,
		readLag: account.settings.readLag,
		young: new YoungObjects(account.settings.readLag, account.clock),
		pollsPerSecond: pollsPerSecond(account.settings.requestsPerSecond),
		get demanager() {
			return demanager();
		},
		get modelartsImages() {
			return modelartsImages();
		},
		get notebooks() {
			return notebooks();
		},
		get notebookExtras() {
			return notebookExtras();
		},
		get imsImages() {
			return imsImages();
		},
		get imsJobs() {
			return imsJobs();
		},
		get imsTags() {
			return imsTags();
		},
	};
}

/** Signatures name the project, and tokens that we get ourselves are for it; a token that we are given may be not. */
function openIms(account: Account, region: string, projectId: string): Client {
	const client = account.openClient("ims", region, projectId);
	const { credentials } = account.settings;
	return "kind" in credentials && credentials.kind === "token" ? guardProject(client, projectId) : client;
}

/** A function that makes something on the first call and gives the same on all later ones. */
function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
