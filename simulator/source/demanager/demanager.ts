import type { Core } from "../core";
import type { Call } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import { FailureOrders } from "./failure-orders";
import type { Instance } from "./instance";
import { InstanceStore, isDeleted } from "./instance-store";
import { showInstance } from "./show-instance";
import { Timeline } from "./timeline";

/** The rooms of the old development environment, together. */
export class Demanager {
	readonly timeline: Timeline;
	readonly store: InstanceStore;
	readonly refusals: ModelArtsRefusals;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
	) {
		this.timeline = new Timeline(core, new FailureOrders(core));
		this.store = new InstanceStore(core, this.timeline);
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
