/** The sort order of a list. */
export interface SortOrder {
	/** One or more keys, separated by commas. */
	readonly sortKey: string;
	readonly descending: boolean;
}

const sortFields: Readonly<Record<string, string>> = { updateTime: "update_at", createTime: "create_at" };

/** The documents show only one example of a sort key; other keys are treated as field names. */
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
