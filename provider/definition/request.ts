import type { Definition } from "./definition";
import type { Field, Fields } from "./fields";

/**
 * The inputs as a request has them, under the API's names. `JSON.stringify` leaves out what is `undefined`, so that only
 * what the user gave is sent.
 */
export function toRequest<Body extends object>({ inputs: fields }: Pick<Definition, "inputs">, inputs: object): Body {
	return writeFields(fields, inputs as Record<string, unknown>) as Body;
}

function writeFields(fields: Fields, values: Record<string, unknown>): object {
	const body: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		const path = nameInRequest(name, field);
		if (path !== undefined && values[name] !== undefined) put(body, path.split("."), writeValue(field, values[name]));
	}
	return body;
}

function put(body: Record<string, unknown>, [step = "", ...rest]: readonly string[], value: unknown): void {
	if (rest.length === 0) body[step] = value;
	else put((body[step] ??= {}) as Record<string, unknown>, rest, value);
}

/** One value as requests have it. */
export function writeValue(field: Field, value: unknown): unknown {
	if (value === undefined) return undefined;
	if (field.toRequest) return field.toRequest(value as never);
	if (field.type === "list") return (value as unknown[]).map((item) => writeValue(field.item, item));
	return field.type === "object" ? writeFields(field.fields, value as Record<string, unknown>) : value;
}

/** A path in the body; `undefined` for what is not sent. */
export function nameInRequest(name: string, { request }: Field): string | undefined {
	return request === false ? undefined : (request ?? toSnakeCase(name));
}

/** A path in responses; `undefined` for what the service does not report. */
export function nameInResponse(name: string, field: Field): string | undefined {
	if (field.response === false) return undefined;
	return field.response ?? nameInRequest(name, field);
}

function toSnakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
