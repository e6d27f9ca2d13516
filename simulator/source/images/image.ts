/** An image as the service returns it; built-in images lack many of these fields. */
export interface CustomImageRecord {
	name: string;
	namespace: string;
	tag: string;
	swr_path: string;
	type: "BUILD_IN" | "DEDICATED";
	status: string;
	workspace_id: string;
	create_at?: number;
	update_at?: number;
	service_type?: string;
	[field: string]: unknown;
}

/** A planned change of the status. */
export interface ImageStep {
	readonly at: number;
	readonly status: string;
	readonly message?: string;
	/** Size in SWR in bytes, if the step creates the image there. */
	readonly size?: number;
}

export interface CustomImage {
	readonly id: string;
	readonly projectId: string;
	readonly record: CustomImageRecord;
	/** Earliest first. */
	steps: ImageStep[];
}

export function isDeleted({ record }: CustomImage): boolean {
	return record.status === "DELETED";
}

/** A deletion of content in SWR, recorded so that tests see which parameter the client sent. */
export interface Purge {
	readonly at: number;
	readonly swr_path: string;
	/** The query parameter of the documents. */
	readonly force: boolean;
	/** The body's field of the newest SDK. */
	readonly is_force: boolean;
}
