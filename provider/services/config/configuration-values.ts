/** A value that cannot be parsed. Says what was expected, never what it was: it may be a secret under the wrong key. */
export class ValueError extends Error {
	override name = "ValueError";
}

/** Text without white space around it; a number is taken for its digits. */
export function parseText(value: unknown): string {
	if (typeof value === "number" && Number.isFinite(value)) return String(value);
	if (typeof value !== "string") throw new ValueError(`expected text, got ${nameType(value)}`);
	return value.trim();
}

/** `true`, `"True"`, `"1"`, `"yes"` and their opposites. */
export function parseBoolean(value: unknown): boolean {
	if (typeof value === "boolean") return value;
	const text = typeof value === "string" || typeof value === "number" ? String(value).trim().toLowerCase() : "";
	if (["true", "1", "yes", "on"].includes(text)) return true;
	if (["false", "0", "no", "off"].includes(text)) return false;
	throw new ValueError("expected true or false");
}

/** A number above zero, as such or as text. */
export function parsePositive(value: unknown): number {
	const number = typeof value === "string" ? Number(value.trim() || NaN) : value;
	if (typeof number !== "number" || !(number > 0) || !Number.isFinite(number)) {
		throw new ValueError("expected a number above 0");
	}
	return number;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000 };

/** Milliseconds from seconds (`1`, `"0.5"`) or from text with a unit (`"250ms"`, `"1s"`, `"2m"`). */
export function parseDuration(value: unknown): number {
	const [, digits, unit = "s"] = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*([a-z]+)?\s*$/i.exec(parseText(value)) ?? [];
	const milliseconds = Number(digits ?? NaN) * (units[unit.toLowerCase()] ?? NaN);
	if (!(milliseconds > 0)) {
		throw new ValueError('expected seconds, or a text with a unit such as "250ms" or "1s"');
	}
	return milliseconds;
}

/** An object, as such or as JSON text. */
export function parseObject(value: unknown): Record<string, unknown> {
	const parsed = typeof value === "string" ? parseJson(value) : value;
	if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
		throw new ValueError("expected an object, or a JSON object as text");
	}
	return parsed as Record<string, unknown>;
}

/** A full URL without the slash at its end. */
export function parseUrl(value: unknown): string {
	const text = parseText(value);
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !["http:", "https:"].includes(url.protocol)) {
		throw new ValueError("expected a full URL such as https://host, with http:// or https://");
	}
	if (url.username || url.password) throw new ValueError("expected a URL without user and password in it");
	if (url.search || url.hash) throw new ValueError("expected a URL without ? and #");
	return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** A domain such as `otc.t-systems.com`. */
export function parseDomain(value: unknown): string {
	const text = parseText(value).toLowerCase();
	if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(text)) {
		throw new ValueError("expected a domain without a scheme, such as myhuaweicloud.com or otc.t-systems.com");
	}
	return text;
}

/** A region: a label of a host name. */
export function parseRegion(value: unknown): string {
	const text = parseText(value);
	if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(text)) {
		throw new ValueError("expected the id of a region, such as cn-north-4 or eu-de");
	}
	return text;
}

/** Text that can stand in a header. */
export function parseHeaderText(value: unknown): string {
	const text = parseText(value);
	if (!/^[\x21-\x7e]+$/.test(text)) throw new ValueError("expected plain letters, digits and signs without spaces");
	return text;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function nameType(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
