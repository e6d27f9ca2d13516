/** Deeper values are cut: no input of ours is, and the engine's encoder recurses. */
const DEEPEST = 100;

/**
 * A copy that the engine can encode: JSON and nothing else.
 *
 * `undefined`, functions and BigInts make the encoder throw, after the cloud object exists; dates become `{}` and maps
 * are lost. What cannot be said in JSON is left out, in lists it becomes null.
 */
export function sanitize(value: unknown, depth = 0): unknown {
	switch (typeof value) {
		case "string":
			return sanitizeText(value);
		case "boolean":
			return value;
		case "number":
			return Number.isFinite(value) ? value : undefined;
		case "bigint":
			return Number(value);
		case "object":
			return value === null || depth > DEEPEST ? undefined : cleanObject(value, depth);
		default:
			return undefined;
	}
}

function cleanObject(value: object, depth: number): unknown {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (value instanceof Map) return sanitize(Object.fromEntries(value), depth);
	if (value instanceof Set) return sanitize([...value], depth);
	if (Array.isArray(value)) return value.map((item) => sanitize(item, depth + 1) ?? null);

	const entries: [string, unknown][] = [];
	for (const [name, item] of Object.entries(value)) {
		const cleaned = sanitize(item, depth + 1);
		if (cleaned !== undefined) entries.push([name, cleaned]);
	}
	return Object.fromEntries(entries);
}

/** Text without half characters, which are left where a text was cut, and which no encoder takes. */
export function sanitizeText(text: string): string {
	return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** {@link clean} for the properties of a resource. */
export function sanitizeProperties(properties: object): Record<string, unknown> {
	return sanitize(properties) as Record<string, unknown>;
}
