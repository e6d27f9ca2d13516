import type { Core } from "../core";
import type { OperationRequest } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { paginate } from "../modelarts/paginate";
import type { ErrorResponse } from "../gateway/error-response";
import { CustomImageFailures } from "./custom-image-failures";
import { isDeleted } from "./image";
import type { CustomImage } from "./image";
import { CustomImageStore } from "./image-store";

/** The state and dependencies of ModelArts' image management. */
export class CustomImages {
	readonly store: CustomImageStore;
	readonly errors: ModelArtsErrors;
	readonly failures: CustomImageFailures;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
	) {
		this.store = new CustomImageStore(core);
		this.errors = new ModelArtsErrors(core);
		this.failures = new CustomImageFailures(() => core.settings.values.customImageFailures);
	}

	/** The image of a path; throws the configured not-found error if it does not exist or is deleted. */
	get(request: OperationRequest): CustomImage {
		const image = this.find(request);
		if (!image || isDeleted(image)) throw this.createNotFoundError(request);
		return image;
	}

	/** The image of a path, including a deleted one. */
	find({ params }: OperationRequest): CustomImage | undefined {
		return this.store.find(params["project_id"] ?? "", params["id"] ?? "");
	}

	createNotFoundError({ params }: OperationRequest): ErrorResponse {
		const { deletedCustomImage } = this.core.settings.values;
		return deletedCustomImage === "6404" ? this.errors.create("6404", params["id"] ?? "") : this.errors.create("0015");
	}

	paginate(items: readonly Record<string, unknown>[], page: { readonly limit: number; readonly offset: number }) {
		const { customImageListPageMax: maxSize, firstCustomImagePage: firstPage } = this.core.settings.values;
		return paginate(items, { ...page, maxSize, firstPage });
	}

	show({ id, record }: CustomImage): Record<string, unknown> {
		return { id, ...record };
	}
}
