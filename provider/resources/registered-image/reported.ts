import type { RegisteredImageResponse } from "../../services/modelarts/images";

/** What only the service knows of an image, as outputs. */
export interface Reported {
	/** `ACTIVE` once it can be used. */
	status: string;

	/** What the service says of its status. */
	statusMessage?: string;

	/** Bytes. */
	size?: number;

	/** `DEDICATED`: a user's own. */
	type?: string;

	/** How it can be used: `NOTEBOOK`, `SSH`, and others. */
	devServices?: string[];

	/** What it can run on: `CPU`, `GPU`, `ASCEND`. */
	resourceCategories?: string[];

	/** What it could run on. */
	supportedResourceCategories?: string[];

	/** ISO 8601, UTC. */
	createdAt?: string;

	/** ISO 8601, UTC. */
	updatedAt?: string;
}

export function toReported(image: RegisteredImageResponse): Reported {
	return {
		status: image.status ?? "UNKNOWN",
		statusMessage: image.status_message || undefined,
		size: image.size,
		type: image.type,
		devServices: image.dev_services ?? undefined,
		resourceCategories: image.resource_categories ?? undefined,
		supportedResourceCategories: image.support_res_categories ?? undefined,
		createdAt: toTime(image.create_at),
		updatedAt: toTime(image.update_at),
	};
}

function toTime(milliseconds: number | undefined): string | undefined {
	const date = new Date(Number(milliseconds ?? Number.NaN));
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
