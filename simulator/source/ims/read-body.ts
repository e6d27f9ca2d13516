import type { Fields } from "../schema/schema";
import { findViolations } from "../schema/schema";
import { createImsError } from "./ims-error";

/** Parses a JSON body; an empty body is IMG.0007, invalid JSON IMG.0001. */
export function readJson(body: Buffer): unknown {
	const text = body.toString();
	if (text.trim() === "") throw createImsError("0007");
	try {
		return JSON.parse(text);
	} catch {
		throw createImsError("0001", "not JSON");
	}
}

/** Parses an object whose fields have the documented types. Undocumented fields are ignored, as by the real service. */
export function readObject<T>(body: Buffer, fields: Fields): T {
	const parsed = readJson(body);
	if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
		throw createImsError("0001", "not an object");
	if (Object.keys(parsed).length === 0) throw createImsError("0007");
	const wrong = findViolations(parsed as Record<string, unknown>, fields).find(({ problem }) => problem !== "unknown");
	if (wrong) throw createImsError("0001", `${wrong.name} must be of type ${wrong.type}`);
	return parsed as T;
}
