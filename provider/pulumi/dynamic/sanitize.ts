/** Deeper values are cut: no input of ours is as deep, and the engine's encoder recurses. */
const MAX_DEPTH = 100;

/**
 * A copy that the engine can encode: JSON and nothing else.
 *
 * `undefined`, functions and BigInts make the encoder throw, after the cloud object exists; dates become `{}` and maps
 * are lost. A value that JSON does not have is left out, in lists it becomes null.
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
			return value === null || depth > MAX_DEPTH ? undefined : sanitizeObject(value, depth);
		default:
			return undefined;
	}
}

function sanitizeObject(value: object, depth: number): unknown {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (value instanceof Map) return sanitize(Object.fromEntries(value), depth);
	if (value instanceof Set) return sanitize([...value], depth);
	if (Array.isArray(value)) return value.map((item) => sanitize(item, depth + 1) ?? null);

	const entries: [string, unknown][] = [];
	for (const [name, item] of Object.entries(value)) {
		const sanitized = sanitize(item, depth + 1);
		if (sanitized !== undefined) entries.push([name, sanitized]);
	}
	return Object.fromEntries(entries);
}

/** Text without lone surrogates, which remain where a text was cut, and which no encoder accepts. */
export function sanitizeText(text: string): string {
	return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** {@link sanitize} for the properties of a resource. */
export function sanitizeProperties(properties: object): Record<string, unknown> {
	return sanitize(properties) as Record<string, unknown>;
}
