import { isObject } from "../settings/setting";
import { findViolations } from "../schema/schema";
import type { Problem, Fields } from "../schema/schema";
import type { ModelArtsErrors } from "./modelarts-errors";

/**
 * Parses a JSON body and validates it: missing fields first, then wrong types, then wrong values; the error names the
 * first violation. Which of several violations the real service names is not documented.
 */
export function readBody<T>(body: Buffer, fields: Fields, errors: ModelArtsErrors, rejectUnknownFields: boolean): T {
	const parsed = parseObject(body, errors);
	const violations = findViolations(parsed, fields);
	const first = (problem: Problem) => violations.find((violation) => violation.problem === problem);
	const missing = first("missing");
	if (missing) throw errors.create("6335", missing.name);
	const type = first("type");
	if (type) throw errors.create("6332", type.name, type.type);
	const value = first("value") ?? (rejectUnknownFields ? first("unknown") : undefined);
	if (value) throw errors.create("6336", value.name);
	return parsed as T;
}

function parseObject(body: Buffer, errors: ModelArtsErrors): Record<string, unknown> {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body.toString());
	} catch {
		throw errors.create("6400", "body");
	}
	if (!isObject(parsed)) throw errors.create("6400", "body");
	return parsed;
}
