import { authenticate } from "../auth/authenticate";
import type { Identity } from "../auth/authenticate";
import { checkProject } from "../auth/project-check";
import type { Core } from "../core";
import type { Caller } from "../iam/identities";
import { refuseByKeystone } from "../iam/iam-refusals";
import { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import type { GatewayRefusals } from "./gateway-refusals";
import type { Call, Operation } from "./operation";
import type { RateLimit } from "./rate-limit";
import type { ReceivedRequest } from "./read-request";
import { Refusal } from "./refusal";

const largestBody = 12 * 1024 * 1024;
const longestAddress = 32 * 1024;
const largestHeader = 32 * 1024;
const nobody: Caller = { userId: "", userName: "", domainId: "", domainName: "", scope: "none" };

export interface AdmissionParts {
	readonly core: Core;
	readonly identity: Identity;
	readonly rateLimit: RateLimit;
}

/** Everything that must be right before a service sees a request: size, route, who sent it, project, pace, permission. */
export function admitRequest(
	operation: Operation | undefined,
	request: ReceivedRequest,
	{ core, identity, rateLimit }: AdmissionParts,
	refusals: GatewayRefusals,
): { operation: Operation; call: Call } {
	const { values } = core.settings;
	checkSize(request, refusals);
	if (!operation || values.switchedOff.includes(operation.family)) throw refusals.unknownRoute();
	const { params, body, headers } = request;
	const given = { params, headers, body, query: new URLSearchParams(request.query) };
	if (operation.open) return { operation, call: { ...given, caller: nobody } };

	const modelarts = new ModelArtsRefusals(core);
	const caller = identify(operation, request, identity, refusals, modelarts);
	checkProject(params["project_id"], headers["x-project-id"], caller, identity.accounts, modelarts);
	if (operation.family !== "iam" && !rateLimit.admit(core.clock.now(), values.requestsPerSecond))
		throw refusals.tooManyRequests(values.requestsPerSecond ?? 0, values.retryAfter);
	if (values.deniedOperations.includes(operation.name))
		throw operation.denied?.() ?? modelarts.refuse("0108", operation.name);
	return { operation, call: { ...given, caller } };
}

function checkSize({ url, headers, body }: ReceivedRequest, refusals: GatewayRefusals): void {
	if (url.length > longestAddress) throw refusals.addressTooLong();
	const tooLarge = (value: string | string[] | undefined) =>
		[value ?? ""].flat().some((text) => text.length > largestHeader);
	if (Object.values(headers).some(tooLarge)) throw refusals.headersTooLarge();
	if (body.length > largestBody) throw refusals.bodyTooLarge();
}

/** A wrong signature is noticed by the gateway, a wrong token at IAM by IAM itself, which has its own shape of errors. */
function identify(
	operation: Operation,
	request: ReceivedRequest,
	identity: Identity,
	refusals: GatewayRefusals,
	modelarts: ModelArtsRefusals,
): Caller {
	try {
		return authenticate(request, identity, refusals, modelarts);
	} catch (error) {
		if (operation.family !== "iam" || request.headers.authorization || !(error instanceof Refusal)) throw error;
		throw refuseByKeystone(401, "The request you have made requires authentication.");
	}
}
