import type { Random } from "../random";
import type { HttpResponse, Operation } from "./operation";

const listName = /^list|List$/;

/**
 * The response of a list without one of its members, with or without a total that says so. A list of one is left as it is: by
 * an id it is a look-up.
 */
export function dropMember({ name }: Operation, response: HttpResponse, random: Random): HttpResponse {
	if (!listName.test(name) || response.status !== 200) return response;
	const body = response.body as Readonly<Record<string, unknown>>;
	const list = Object.entries(body).find(([, value]) => Array.isArray(value)) as [string, unknown[]] | undefined;
	if (!list || list[1].length < 2) return response;

	const [key, members] = list;
	const index = Math.floor(random.fraction("list gap member") * members.length);
	const shorter = { ...body, [key]: members.filter((_, at) => at !== index) };
	const isCounted = random.fraction("list gap total") < 0.5;
	return { ...response, body: isCounted ? { ...shorter, ...lowerCounts(body) } : shorter };
}

/** The numbers of a list response that count its members. */
function lowerCounts(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const counts = Object.entries(body).filter(([key]) => ["total", "total_count", "totalCount", "count"].includes(key));
	return Object.fromEntries(
		counts.map(([key, value]) => [key, typeof value === "string" ? String(Number(value) - 1) : Number(value) - 1]),
	);
}
