import type { Core } from "../core";
import type { Call } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { JobFailures } from "./failure-orders";
import type { CloudImage } from "./image";
import { CloudImageStore } from "./image-store";
import { refuseByIms } from "./ims-refusals";
import { JobStore } from "./job-store";

/** The rooms of the image service, together. */
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

	/** Most addresses name no project: then it is the token's, or the one of X-Project-Id, or the account's first. */
	projectOf({ params, headers, caller }: Call): string {
		const { project_id: inPath } = params;
		if (inPath !== undefined) return inPath;
		const inHeader = headers["x-project-id"];
		const allowed =
			typeof caller.scope === "object" ? [caller.scope.projectId] : this.accounts.projects(caller).map(({ id }) => id);
		const project = typeof inHeader === "string" && inHeader !== "" ? inHeader : allowed[0];
		if (project === undefined || caller.scope === "none" || !allowed.includes(project)) throw refuseByIms("0030");
		return project;
	}

	lookUp(call: Call): CloudImage | undefined {
		return this.images.find(this.projectOf(call), call.params["image_id"] ?? "");
	}
}
