/** One request, as `GET /_admin/requests` shows it. There is no room for headers or bodies, so no secret gets in. */
export interface RequestEntry {
	/** When it arrived, in milliseconds since 1970 by the simulator's clock. */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string | readonly string[]>>;
	/** Null until it is answered, and for good when the answer was never sent. */
	status: number | null;
	/** The documented operation in camelCase; null for a route that does not exist. */
	readonly operation: string | null;
	/** What was done to it on order, in words such as `503`, `reset` or `hold after effect`. */
	fault: string | null;
}

const mostEntries = 200_000;
const secretNames = /token|password|secret|signature|credential|access.?key|^(ak|sk)$/i;

/** Every request in the order of arrival. An entry is there as soon as the request is, so held ones can be seen. */
export class RequestLog {
	private kept: RequestEntry[] = [];

	arrive(at: number, method: string, url: string, operation: string | null): RequestEntry {
		const [path = "", query = ""] = splitOnce(url);
		const entry = { at, method, path, query: readQuery(query), status: null, operation, fault: null };
		this.kept.push(entry);
		if (this.kept.length > mostEntries) this.kept = this.kept.slice(mostEntries / 10);
		return entry;
	}

	entries(): readonly RequestEntry[] {
		return this.kept;
	}

	clear(): void {
		this.kept = [];
	}
}

function splitOnce(url: string): [string, string] {
	const at = url.indexOf("?");
	return at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
}

function readQuery(text: string): RequestEntry["query"] {
	const query: Record<string, string | string[]> = {};
	for (const [name, value] of new URLSearchParams(text)) {
		const shown = secretNames.test(name) ? "***" : value;
		const before = Object.hasOwn(query, name) ? query[name] : undefined;
		query[name] = before === undefined ? shown : [before, shown].flat();
	}
	return query;
}
