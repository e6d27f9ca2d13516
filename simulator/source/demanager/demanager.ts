import type { Core } from "../core";
import type { OperationRequest } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { isDeleted, ProjectStore } from "../objects/project-store";
import { InstanceFailures } from "./instance-failures";
import type { Instance } from "./instance";
import { showInstance } from "./show-instance";
import { Timeline } from "./timeline";

/** The state and dependencies of the old development environment. */
export class Demanager {
	readonly timeline: Timeline;
	readonly store: ProjectStore<Instance>;
	readonly errors: ModelArtsErrors;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
	) {
		this.timeline = new Timeline(core, new InstanceFailures(() => core.settings.values.failures));
		this.store = new ProjectStore(
			(instance) => this.timeline.applyDueSteps(instance),
			() => core.settings.values.deletedInstance === "DELETED" || core.settings.values.listDeleted,
		);
		this.errors = new ModelArtsErrors(core);
	}

	/** The instance of a path; throws the documented 400 if it does not exist or is deleted. */
	get({ params }: OperationRequest): Instance {
		const instance = this.store.find(params["project_id"] ?? "", params["instance_id"] ?? "");
		if (!instance || isDeleted(instance)) throw this.errors.create("6309");
		return instance;
	}

	show(instance: Instance): Record<string, unknown> {
		return showInstance(this.core, this.accounts, instance);
	}
}
