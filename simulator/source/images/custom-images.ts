import type { Core } from "../core";
import type { Call } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import { cutPage } from "../modelarts/page";
import type { Refusal } from "../gateway/refusal";
import { CustomImageFailures } from "./failure-orders";
import { isGone } from "./image";
import type { CustomImage } from "./image";
import { CustomImageStore } from "./image-store";

/** The rooms of ModelArts' image management, together. */
export class CustomImages {
	readonly store: CustomImageStore;
	readonly refusals: ModelArtsRefusals;
	readonly failures: CustomImageFailures;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
	) {
		this.store = new CustomImageStore(core);
		this.refusals = new ModelArtsRefusals(core);
		this.failures = new CustomImageFailures(() => core.settings.values.customImageFailures);
	}

	/** The image that a path names, or the refusal that the setting wants; a deleted one is no image. */
	find(call: Call): CustomImage {
		const image = this.lookUp(call);
		if (!image || isGone(image)) throw this.refuseUnknown(call);
		return image;
	}

	lookUp({ params }: Call): CustomImage | undefined {
		return this.store.find(params["project_id"] ?? "", params["id"] ?? "");
	}

	refuseUnknown({ params }: Call): Refusal {
		const { deletedCustomImage } = this.core.settings.values;
		return deletedCustomImage === "6404"
			? this.refusals.refuse("6404", params["id"] ?? "")
			: this.refusals.refuse("0015");
	}

	cutPage(items: readonly Record<string, unknown>[], wanted: { readonly limit: number; readonly offset: number }) {
		const { customImageListPageMax: most, firstCustomImagePage: firstPage } = this.core.settings.values;
		return cutPage(items, { ...wanted, most, firstPage });
	}

	show({ id, record }: CustomImage): Record<string, unknown> {
		return { id, ...record };
	}
}
