/** What a list is sorted by. */
export interface SortOrder {
	/** Several with commas between them. */
	readonly sortKey: string;
	readonly descending: boolean;
}

const sortFields: Readonly<Record<string, string>> = { updateTime: "update_at", createTime: "create_at" };

/** Of the sort keys one example alone is known; others are taken for names of fields. */
export function compareRecords({ sortKey, descending }: SortOrder) {
	const fields = sortKey.split(",").map((key) => sortFields[key] ?? key);
	const sign = descending ? -1 : 1;
	return (a: { readonly record: object }, b: { readonly record: object }): number => {
		for (const field of fields) {
			const [left, right] = [readField(a.record, field), readField(b.record, field)];
			if (left !== right) return left < right ? -sign : sign;
		}
		return 0;
	};
}

function readField(record: object, field: string): string | number {
	return (record as Readonly<Record<string, string | number | undefined>>)[field] ?? 0;
}
