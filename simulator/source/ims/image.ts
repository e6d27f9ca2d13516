/** The stored fields of an image, without its tags; users can add properties of their own. */
export interface CloudImageRecord {
	readonly id: string;
	name: string;
	status: string;
	/** The project that owns the image. */
	owner: string;
	visibility: string;
	protected: boolean;
	created_at: string;
	updated_at: string;
	[property: string]: unknown;
}

export interface CloudImage {
	readonly record: CloudImageRecord;
	/** The current tags; lists may show older ones. */
	tags: ReadonlyMap<string, string>;
	readonly initialTags: ReadonlyMap<string, string>;
	/** The outcome of its job; undefined once the job has ended. */
	pendingCreate?: { readonly at: number; readonly failed: boolean; readonly bytes: number };
	/** The time at which a requested deletion takes effect. */
	deletedAt?: number;
}

/** Writes a time as images have it, without fractions of seconds. */
export function writeImageTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace(/\.\d+/, "");
}
