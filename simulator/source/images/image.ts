/** An image as the service answers it, its own or a user's; built-in ones lack many of these. */
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

/** A change of status that is to come by itself. */
export interface ImageStep {
	readonly at: number;
	readonly status: string;
	readonly message?: string;
	/** Bytes in SWR, of an image that is there from now on. */
	readonly size?: number;
}

export interface CustomImage {
	readonly id: string;
	readonly projectId: string;
	readonly record: CustomImageRecord;
	/** Soonest first. */
	steps: ImageStep[];
}

export function isDeleted({ record }: CustomImage): boolean {
	return record.status === "DELETED";
}

/** What a deletion took away besides the registration: proof of what a client asked for, and how. */
export interface Purge {
	readonly at: number;
	readonly swr_path: string;
	/** The query parameter of the documents. */
	readonly force: boolean;
	/** The body's field of the newest SDK. */
	readonly is_force: boolean;
}
