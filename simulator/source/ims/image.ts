/** What the service keeps and shows of an image, but for its tags; users may add properties of their own. */
export interface CloudImageRecord {
	readonly id: string;
	name: string;
	status: string;
	/** The project it belongs to. */
	owner: string;
	visibility: string;
	protected: boolean;
	created_at: string;
	updated_at: string;
	[property: string]: unknown;
}

export interface CloudImage {
	readonly record: CloudImageRecord;
	/** The tags as they are; the lists may be behind. */
	tags: ReadonlyMap<string, string>;
	readonly initialTags: ReadonlyMap<string, string>;
	/** Until its job ends. */
	pendingCreate?: { readonly at: number; readonly failed: boolean; readonly bytes: number };
	/** Deleted, but in sight until then. */
	deletedAt?: number;
}

/** Images know no fractions of seconds. */
export function writeImageTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace(/\.\d+/, "");
}
