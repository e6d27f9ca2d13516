import { createKeystoneError } from "./keystone-error";

/** Paging and exact filters, shared by the lists of IAM's keystone operations. */

/** The query must have both paging parameters or neither. */
export function checkPaging(query: URLSearchParams): void {
	const page = query.get("page");
	const perPage = query.get("per_page");
	if (page === null && perPage === null) return;
	const isValid = (text: string | null, max: number) => /^[1-9]\d*$/.test(text ?? "") && Number(text) <= max;
	if (!isValid(page, Infinity) || !isValid(perPage, 5000)) throw createKeystoneError(400, "The paging is invalid.");
}

export function paginate<Item>(items: readonly Item[], query: URLSearchParams): readonly Item[] {
	const perPage = Number(query.get("per_page"));
	if (perPage === 0) return items;
	const start = (Number(query.get("page")) - 1) * perPage;
	return items.slice(start, start + perPage);
}

/** An omitted filter matches everything. */
export function matchesText(query: URLSearchParams, name: string, value: string): boolean {
	const expected = query.get(name);
	return expected === null || expected === value;
}

export function matchesFlag(query: URLSearchParams, name: string, value: boolean): boolean {
	const expected = query.get(name)?.toLowerCase() ?? null;
	if (expected !== null && expected !== "true" && expected !== "false")
		throw createKeystoneError(400, `The value of ${name} is invalid.`);
	return expected === null || expected === String(value);
}
