import { refuseByKeystone } from "./iam-refusals";

/** What the lists of IAM's keystone calls have in common: pages, and filters that must fit exactly. */

/** Both numbers or none. */
export function checkPaging(query: URLSearchParams): void {
	const page = query.get("page");
	const perPage = query.get("per_page");
	if (page === null && perPage === null) return;
	const isGood = (text: string | null, most: number) => /^[1-9]\d*$/.test(text ?? "") && Number(text) <= most;
	if (!isGood(page, Infinity) || !isGood(perPage, 5000)) throw refuseByKeystone(400, "The paging is invalid.");
}

export function cutPage<Item>(items: readonly Item[], query: URLSearchParams): readonly Item[] {
	const perPage = Number(query.get("per_page"));
	if (perPage === 0) return items;
	const start = (Number(query.get("page")) - 1) * perPage;
	return items.slice(start, start + perPage);
}

/** A filter that is not given fits everything. */
export function fitsText(query: URLSearchParams, name: string, value: string): boolean {
	const wanted = query.get(name);
	return wanted === null || wanted === value;
}

export function fitsFlag(query: URLSearchParams, name: string, value: boolean): boolean {
	const wanted = query.get(name)?.toLowerCase() ?? null;
	if (wanted !== null && wanted !== "true" && wanted !== "false")
		throw refuseByKeystone(400, `The value of ${name} is invalid.`);
	return wanted === null || wanted === String(value);
}
