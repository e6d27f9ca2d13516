/** One request, as `GET /_admin/requests` shows it. It has no headers and no body, so that it contains no secrets. */
export interface RequestEntry {
	/** When it arrived, in milliseconds since 1970 by the simulator's clock. */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string | readonly string[]>>;
	/** Null until the response is sent; it stays null if none is sent. */
	status: number | null;
	/** The documented operation in camelCase; null for a route that does not exist. */
	readonly operation: string | null;
	/** The injected fault, such as `503`, `reset` or `hold after effect`. */
	fault: string | null;
	/** Of the second actor's requests only. */
	readonly by?: "second actor";
}

const maxEntries = 200_000;
const secretNames = /token|password|secret|signature|credential|access.?key|^(ak|sk)$/i;

/** Every request in the order of arrival. An entry is added when its request arrives, so held requests are listed. */
export class RequestLog {
	private recorded: RequestEntry[] = [];

	add(at: number, method: string, url: string, operation: string | null, by?: RequestEntry["by"]): RequestEntry {
		const [path = "", query = ""] = splitOnce(url);
		const known = { at, method, path, query: readQuery(query), status: null, operation, fault: null };
		const entry: RequestEntry = by ? { ...known, by } : known;
		this.recorded.push(entry);
		if (this.recorded.length > maxEntries) this.recorded = this.recorded.slice(maxEntries / 10);
		return entry;
	}

	entries(): readonly RequestEntry[] {
		return this.recorded;
	}

	clear(): void {
		this.recorded = [];
	}
}

function splitOnce(url: string): [string, string] {
	const index = url.indexOf("?");
	return index < 0 ? [url, ""] : [url.slice(0, index), url.slice(index + 1)];
}

function readQuery(text: string): RequestEntry["query"] {
	const query: Record<string, string | string[]> = {};
	for (const [name, value] of new URLSearchParams(text)) {
		const masked = secretNames.test(name) ? "***" : value;
		const before = Object.hasOwn(query, name) ? query[name] : undefined;
		query[name] = before === undefined ? masked : [before, masked].flat();
	}
	return query;
}
