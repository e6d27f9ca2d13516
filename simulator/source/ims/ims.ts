import type { Core } from "../core";
import type { OperationRequest } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { JobFailures } from "./job-failures";
import type { CloudImage } from "./image";
import { CloudImageStore } from "./image-store";
import { createImsError } from "./ims-error";
import { JobStore } from "./job-store";

/** The state and dependencies of the image service. */
export class Ims {
	readonly images: CloudImageStore;
	readonly jobs: JobStore;
	readonly failures: JobFailures;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
	) {
		this.images = new CloudImageStore(core);
		this.jobs = new JobStore(core);
		this.failures = new JobFailures(() => core.settings.values.jobFailures);
	}

	/**
	 * The project of a request. Most paths name none: then it is the one of X-Project-Id, or the token's, or the
	 * account's first.
	 */
	resolveProject({ params, headers, caller }: OperationRequest): string {
		const { project_id: inPath } = params;
		if (inPath !== undefined) return inPath;
		const inHeader = headers["x-project-id"];
		const allowed =
			typeof caller.scope === "object" ? [caller.scope.projectId] : this.accounts.projects(caller).map(({ id }) => id);
		const project = typeof inHeader === "string" && inHeader !== "" ? inHeader : allowed[0];
		if (project === undefined || caller.scope === "none" || !allowed.includes(project)) throw createImsError("0030");
		return project;
	}

	find(request: OperationRequest): CloudImage | undefined {
		return this.images.find(this.resolveProject(request), request.params["image_id"] ?? "");
	}
}
