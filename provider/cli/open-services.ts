import type { Account } from "../services/auth/account";
import { createServices } from "../services/create-services";
import type { RequestOptions } from "../services/http/operation";
import { createIamProjects } from "../services/iam/projects";
import type { ServiceName } from "../services/config/endpoints";

/** One question to a service, of which the answer shows that it can be reached and that we may ask it. */
export interface Question {
	readonly check: string;
	readonly service: ServiceName;

	/** Good to know, but nothing is lost without it. */
	readonly isOptional?: boolean;

	/** What the answer says, one sentence without the full stop. */
	ask(options: RequestOptions): Promise<string>;
}

/** Where the questions are asked. */
export interface Place {
	readonly region: string;
	readonly projectId: string;
}

const CHECK_PROJECT = "check huaweicloud:projectId (HW_PROJECT_ID) and huaweicloud:region (HW_REGION_NAME)";

/** The questions of `doctor`, one at a time in this order; none of them changes anything. */
export function listQuestions(account: Account, { region, projectId }: Place): Question[] {
	const cloud = createServices(account, region, projectId);
	return [
		{
			check: "iam",
			service: "iam",
			isOptional: true,
			async ask(options) {
				const projects = await createIamProjects(account.openClient("iam", region, projectId)).listOwnProjects(options);
				const own = projects.find(({ id }) => id === projectId);
				if (own) return `reached; the project is ${own.name}`;
				const others = projects.map(({ id, name }) => `${name} (${id})`).join(", ") || "none";
				throw new Error(`${projectId} is no project of these credentials. They see ${others}: ${CHECK_PROJECT}.`);
			},
		},
		{
			check: "demanager",
			service: "modelarts",
			async ask(options) {
				const found = await cloud.demanager.listInstances({}, options);
				return `served, for NotebookInstance; ${count(found, "instance")} of yours`;
			},
		},
		{
			check: "notebooks",
			service: "modelarts",
			async ask(options) {
				const found = await cloud.notebooks.listNotebooks({}, options);
				return `served, for Notebook; ${count(found, "notebook")} of yours`;
			},
		},
		{
			check: "images",
			service: "modelarts",
			async ask(options) {
				const found = await cloud.modelartsImages.listImages({}, options);
				return `served, for CustomImage and NotebookImage; ${count(found, "registered image")}`;
			},
		},
		{
			check: "ims",
			service: "ims",
			async ask(options) {
				const found = await cloud.imsImages.listImages({ owner: projectId, __imagetype: "private" }, options);
				return `served, for CloudImage; ${count(found, "private image")}`;
			},
		},
		{
			check: "quota",
			service: "ims",
			isOptional: true,
			async ask(options) {
				const { used, quota } = await cloud.imsQuota.showImageQuota(options);
				return `${used} of ${quota} private images used`;
			},
		},
		{
			check: "workspaces",
			service: "modelarts",
			isOptional: true,
			async ask(options) {
				const found = await cloud.workspaces.listWorkspaces(options);
				return (
					found.map(({ id, name, status }) => `${name} (${id}, ${status})`).join(", ") || "none but the default, 0"
				);
			},
		},
	];
}

function count(items: readonly unknown[], noun: string): string {
	return `${items.length === 0 ? "no" : items.length} ${noun}${items.length === 1 ? "" : "s"}`;
}
