import { authenticate } from "../auth/authenticate";
import type { AuthenticationParts } from "../auth/authenticate";
import { checkProject } from "../auth/check-project";
import type { Core } from "../core";
import type { Caller } from "../iam/identities";
import { createKeystoneError } from "../iam/keystone-error";
import { ModelArtsErrors } from "../modelarts/modelarts-errors";
import type { GatewayErrors } from "./gateway-errors";
import type { OperationRequest, Operation } from "./operation";
import type { RateLimit } from "./rate-limit";
import type { HttpRequest } from "./read-request";
import { ErrorResponse } from "./error-response";

const maxBodySize = 12 * 1024 * 1024;
const maxUrlLength = 32 * 1024;
const maxHeaderLength = 32 * 1024;
const anonymousCaller: Caller = { userId: "", userName: "", domainId: "", domainName: "", scope: "none" };

export interface AdmissionParts {
	readonly core: Core;
	readonly identity: AuthenticationParts;
	readonly rateLimit: RateLimit;
}

/** Checks that come before the service: size, route, authentication, project, rate limit, permission. */
export function admitRequest(
	operation: Operation | undefined,
	request: HttpRequest,
	{ core, identity, rateLimit }: AdmissionParts,
	errors: GatewayErrors,
): { operation: Operation; operationRequest: OperationRequest } {
	const { values } = core.settings;
	checkSize(request, errors);
	if (!operation || values.switchedOff.includes(operation.family)) throw errors.unknownRoute();
	const { params, body, headers } = request;
	const given = { params, headers, body, query: new URLSearchParams(request.query) };
	if (operation.anonymous) return { operation, operationRequest: { ...given, caller: anonymousCaller } };

	const modelartsErrors = new ModelArtsErrors(core);
	const caller = authenticateCaller(operation, request, identity, errors, modelartsErrors);
	checkProject(params["project_id"], headers["x-project-id"], caller, identity.accounts, modelartsErrors);
	if (operation.family !== "iam" && !rateLimit.admit(core.clock.now(), values.requestsPerSecond))
		throw errors.tooManyRequests(values.requestsPerSecond ?? 0, values.retryAfter);
	if (values.deniedOperations.includes(operation.name))
		throw operation.createDeniedError?.() ?? modelartsErrors.create("0108", operation.name);
	return { operation, operationRequest: { ...given, caller } };
}

function checkSize({ url, headers, body }: HttpRequest, errors: GatewayErrors): void {
	if (url.length > maxUrlLength) throw errors.addressTooLong();
	const tooLarge = (value: string | string[] | undefined) =>
		[value ?? ""].flat().some((text) => text.length > maxHeaderLength);
	if (Object.values(headers).some(tooLarge)) throw errors.headersTooLarge();
	if (body.length > maxBodySize) throw errors.bodyTooLarge();
}

/**
 * The gateway rejects a wrong signature; a wrong token in a request to IAM is rejected by IAM, whose errors have
 * another shape.
 */
function authenticateCaller(
	operation: Operation,
	request: HttpRequest,
	identity: AuthenticationParts,
	errors: GatewayErrors,
	modelartsErrors: ModelArtsErrors,
): Caller {
	try {
		return authenticate(request, identity, errors, modelartsErrors);
	} catch (error) {
		if (operation.family !== "iam" || request.headers.authorization || !(error instanceof ErrorResponse)) throw error;
		throw createKeystoneError(401, "The request you have made requires authentication.");
	}
}
