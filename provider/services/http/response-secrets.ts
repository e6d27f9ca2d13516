import { isObject } from "../shape/is-object";
import type { HttpResponse } from "./transport";

/**
 * Tokens in a response: of IAM in a header, of notebooks in `token`, one or each of a list. From then on, no message and no
 * log line may show them.
 */
export function listResponseSecrets(body: Record<string, unknown>, { headers }: HttpResponse): string[] {
	const listed = Array.isArray(body.data) ? body.data.filter(isObject) : [];
	const tokens = [headers["x-subject-token"], body.token, ...listed.map(({ token }) => token)];
	return tokens.filter((token) => typeof token === "string");
}
