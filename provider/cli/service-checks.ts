import type { Account } from "../services/auth/account";
import { createServices } from "../services/create-services";
import type { RequestOptions } from "../services/http/operation";
import { createIamProjects } from "../services/iam/projects";
import type { ServiceName } from "../services/config/endpoints";

/** One request to a service, which shows whether it can be reached and whether the credentials have the permission. */
export interface ServiceCheck {
	readonly check: string;
	readonly service: ServiceName;

	/** A failure is only a warning. */
	readonly isOptional?: boolean;

	/** Returns the result, one sentence without the full stop. */
	run(options: RequestOptions): Promise<string>;
}

/** The location that is checked. */
export interface Location {
	readonly region: string;
	readonly projectId: string;
}

const CHECK_PROJECT = "check huaweicloud:projectId (HW_PROJECT_ID) and huaweicloud:region (HW_REGION_NAME)";

/** The service checks of `doctor`, in their order; all are read-only. */
export function listServiceChecks(account: Account, { region, projectId }: Location): ServiceCheck[] {
	const services = createServices(account, region, projectId);
	return [
		{
			check: "iam",
			service: "iam",
			isOptional: true,
			async run(options) {
				const projects = await createIamProjects(account.openClient("iam", region, projectId)).listOwnProjects(options);
				const own = projects.find(({ id }) => id === projectId);
				if (own) return `reached; the project is ${own.name}`;
				const others = projects.map(({ id, name }) => `${name} (${id})`).join(", ") || "none";
				throw new Error(
					`${projectId} is no project of these credentials. Their projects are ${others}: ${CHECK_PROJECT}.`,
				);
			},
		},
		{
			check: "demanager",
			service: "modelarts",
			async run(options) {
				const found = await services.demanager.listInstances({}, options);
				return `available, for NotebookInstance; ${count(found, "instance")}`;
			},
		},
		{
			check: "notebooks",
			service: "modelarts",
			async run(options) {
				const found = await services.notebooks.listNotebooks({}, options);
				return `available, for Notebook; ${count(found, "notebook")}`;
			},
		},
		{
			check: "images",
			service: "modelarts",
			async run(options) {
				const found = await services.modelartsImages.listImages({}, options);
				return `available, for CustomImage and NotebookImage; ${count(found, "registered image")}`;
			},
		},
		{
			check: "ims",
			service: "ims",
			async run(options) {
				const found = await services.imsImages.listImages({ owner: projectId, __imagetype: "private" }, options);
				return `available, for CloudImage; ${count(found, "private image")}`;
			},
		},
		{
			check: "quota",
			service: "ims",
			isOptional: true,
			async run(options) {
				const found = await services.imsQuotas.listQuotas(options);
				const images = found.find(({ type }) => type === "image");
				return images ? `${images.used} of ${images.quota} private images used` : "no quota of private images";
			},
		},
		{
			check: "workspaces",
			service: "modelarts",
			isOptional: true,
			async run(options) {
				const found = await services.workspaces.listWorkspaces(options);
				return (
					found.map(({ id, name, status }) => `${name} (${id}, ${status})`).join(", ") ||
					"only the default workspace, 0"
				);
			},
		},
	];
}

function count(items: readonly unknown[], noun: string): string {
	return `${items.length === 0 ? "no" : items.length} ${noun}${items.length === 1 ? "" : "s"}`;
}
