import type { Core } from "../core";
import type { Call } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import { isDeleted, ProjectStore } from "../objects/project-store";
import { FailureOrders } from "./failure-orders";
import type { Instance } from "./instance";
import { showInstance } from "./show-instance";
import { Timeline } from "./timeline";

/** The rooms of the old development environment, together. */
export class Demanager {
	readonly timeline: Timeline;
	readonly store: ProjectStore<Instance>;
	readonly refusals: ModelArtsRefusals;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
	) {
		this.timeline = new Timeline(core, new FailureOrders(() => core.settings.values.failures));
		this.store = new ProjectStore(
			(instance) => this.timeline.settle(instance),
			() => core.settings.values.deletedInstance === "DELETED" || core.settings.values.listDeleted,
		);
		this.refusals = new ModelArtsRefusals(core);
	}

	/** The instance that a path names, or the documented 400; a deleted one is no instance. */
	find({ params }: Call): Instance {
		const instance = this.store.find(params["project_id"] ?? "", params["instance_id"] ?? "");
		if (!instance || isDeleted(instance)) throw this.refusals.refuse("6309");
		return instance;
	}

	show(instance: Instance): Record<string, unknown> {
		return showInstance(this.core, this.accounts, instance);
	}
}
