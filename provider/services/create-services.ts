import { pollsPerSecond } from "./rate-limit/rate-limiter";
import type { Account } from "./auth/account";
import type { Client } from "./http/client";
import type { Services } from "./services";
import { createDemanager } from "./modelarts/instances";
import { findCloudAddress } from "./config/endpoints";
import { createImsImages } from "./ims/images";
import { createImsJobs } from "./ims/jobs";
import { createImsTags } from "./ims/tags";
import { createModelartsImages } from "./modelarts/images";
import { createNotebookExtras } from "./modelarts/notebook-extras";
import { createNotebooks } from "./modelarts/notebooks";
import { assertProject } from "./auth/assert-project";
import { RecentlyCreated } from "./recently-created";

/** The services in one place. Each client is made when it is first asked for: nobody pays for what is not used. */
export function createServices(account: Account, region: string, projectId: string): Services {
	const modelarts = once(() => account.openClient("modelarts", region, projectId));
	const ims = once(() => openIms(account, region, projectId));
	const hide = (secret: string) => account.redactor.hide(secret);

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
		recentlyCreated: new RecentlyCreated(account.settings.readLag, account.clock),
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
	return "kind" in credentials && credentials.kind === "token" ? assertProject(client, projectId) : client;
}

/** A function that makes something on the first call and gives the same on all later ones. */
function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
