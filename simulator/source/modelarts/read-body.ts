import { isObject } from "../settings/setting";
import { inspect } from "../shape/shape";
import type { Fault, Fields } from "../shape/shape";
import type { ModelArtsRefusals } from "./modelarts-refusals";

/**
 * Reads a JSON body and holds it against its shape: what is missing first, then wrong types, then wrong values; of
 * each kind the first is named. Which of several mistakes the real service names is not documented.
 */
export function readBody<T>(body: Buffer, fields: Fields, refusals: ModelArtsRefusals, refuseUnknown: boolean): T {
	const parsed = parseObject(body, refusals);
	const findings = inspect(parsed, fields);
	const first = (fault: Fault) => findings.find((finding) => finding.fault === fault);
	const missing = first("missing");
	if (missing) throw refusals.refuse("6335", missing.name);
	const type = first("type");
	if (type) throw refusals.refuse("6332", type.name, type.type);
	const value = first("value") ?? (refuseUnknown ? first("unknown") : undefined);
	if (value) throw refusals.refuse("6336", value.name);
	return parsed as T;
}

function parseObject(body: Buffer, refusals: ModelArtsRefusals): Record<string, unknown> {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body.toString());
	} catch {
		throw refusals.refuse("6400", "body");
	}
	if (!isObject(parsed)) throw refusals.refuse("6400", "body");
	return parsed;
}
