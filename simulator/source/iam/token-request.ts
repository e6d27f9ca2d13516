import { isObject } from "../settings/setting";
import { createKeystoneError } from "./keystone-error";

/** The validated request for a token by user and password. */
export interface TokenRequest {
	readonly userName: string;
	readonly password: string;
	readonly domainName: string;
	readonly scope: "none" | "domain" | { readonly id?: string; readonly name?: string };
}

/** Parses the body; as documented, any missing or wrongly typed field makes the whole body invalid. */
export function readTokenRequest(body: Buffer): TokenRequest {
	const auth = member(parse(body), "auth");
	const identity = member(auth, "identity");
	const { methods } = identity;
	if (!Array.isArray(methods) || methods.length !== 1 || methods[0] !== "password") throw invalid();
	const user = member(member(identity, "password"), "user");
	const { name, password } = user;
	const { name: domainName } = member(user, "domain");
	if (!isFilled(name) || !isFilled(password) || !isFilled(domainName)) throw invalid();
	return { userName: name, password, domainName, scope: readScope(auth["scope"]) };
}

/** If the scope has both a project and a domain, the project takes precedence. */
function readScope(scope: unknown): TokenRequest["scope"] {
	if (scope === undefined || scope === null) return "none";
	if (!isObject(scope)) throw invalid();
	if (isObject(scope["project"])) {
		const { id, name } = scope["project"];
		if (isFilled(id)) return { id };
		if (isFilled(name)) return { name };
		throw invalid();
	}
	if (isObject(scope["domain"])) return "domain";
	throw invalid();
}

function parse(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString());
	} catch {
		throw invalid();
	}
}

function member(value: unknown, key: string): Record<string, unknown> {
	const found = isObject(value) ? value[key] : undefined;
	if (!isObject(found)) throw invalid();
	return found;
}

const isFilled = (value: unknown): value is string => typeof value === "string" && value !== "";
const invalid = () => createKeystoneError(400, "The request body is invalid");
