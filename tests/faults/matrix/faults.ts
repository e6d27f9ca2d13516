import type { FaultAction, FaultOrder } from "modelarts-simulator";

/** A request that a case breaks, as recorded in a run without faults. */
export interface Target {
	readonly operation: string;
	/** Which of the requests of that operation; the first is 1. */
	readonly nth: number;
	/** Its index among all requests of the recorded run; the first is 1. */
	readonly place: number;
	readonly isRead: boolean;
	/** The same poll again, which may find everything complete and be the last, or be the first of many. */
	readonly isRepeated?: boolean;
	readonly isIms: boolean;
}

/** A way to break a request. */
export interface Fault {
	readonly name: string;
	/** The faults that break it; none if it does not apply. */
	readonly order: (target: Target) => FaultOrder[];
	/** The service does not recover within the run: the timeouts have to be short. */
	readonly isOutage?: boolean;
	/** A response comes after the provider's `requestTimeout`, which has to be short. */
	readonly isLate?: boolean;
}

/** The provider's `requestTimeout` in milliseconds, and the duration of a response that is too late. */
export const REQUEST_TIMEOUT = 700;
const TOO_LATE = 1000;
const LATE = "too late";

const page = { headers: { "content-type": "text/html" }, body: "<html><body>Please log in.</body></html>" };
const throttled = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached." };
/** Rejections of requests that never reached the service, although their status is a server error. */
const stoppedAtGateway = [
	[500, "APIGW.0605", "Domain name resolution failed."],
	[500, "APIGW.0608", "Failed to obtain the admin token."],
	[502, "APIGW.0610", "No backend available."],
	[503, "APIGW.0613", "The IAM service is currently unavailable."],
] as const;
const tooMany = { error: { code: "IMG.0060", message: "The number of tasks has reached the limit." } };
const oddStatus: FaultAction = { replace: ['"status":"[^"]*"', '"status":"HIBERNATING"'] };

/** Operations whose response holds the status of an object. */
const SHOWS_STATUS =
	/^(createInstance|getInstance|getInstanceList|updateInstance|registerImage|showImage|listImage|listImages|showJob|(create|show|update)Notebook|createNotebookImage)$/;

/**
 * Ways to break the response, with the kind of request that they apply to: a read has no effect to come before or
 * after.
 */
const answers: readonly (readonly [name: string, action: (target: Target) => FaultAction])[] = [
	["500", (target) => refuse(target, 500)],
	["502", () => ({ status: 502, ...page })],
	["503", (target) => refuse(target, 503)],
	["504", () => ({ status: 504, ...page })],
	["408", (target) => refuse(target, 408)],
	["reset", () => ({ reset: true })],
	[LATE, () => ({ delayMs: TOO_LATE })],
	["truncated", () => ({ truncate: true })],
	["page", () => ({ status: 200, ...page })],
	["empty", () => ({ status: 200, body: "" })],
	["error in 200", (target) => ({ status: 200, body: errorBody(target, "internal error") })],
];

const retryAfter: readonly (readonly [name: string, headers: () => Record<string, string>])[] = [
	["429", () => ({})],
	["429, Retry-After in seconds", () => ({ "retry-after": "1" })],
	["429, Retry-After as a date", () => ({ "retry-after": new Date(Date.now() + 1000).toUTCString() })],
];

/** Responses which say that the request never reached the service; that need not be true. */
const turnedAway: readonly (readonly [name: string, action: (target: Target) => FaultAction])[] = [
	["throttled by the gateway", () => ({ status: 429, body: throttled })],
	["stopped at the gateway", stopAtGateway],
];

export const faults: readonly Fault[] = [
	...answers.map(([name, action]) => ({
		name,
		isLate: name === LATE,
		order: (target: Target) => [once(target, action(target))],
	})),
	...answers.map(([name, action]) => ({
		name: `${name} after the effect`,
		isLate: name === LATE,
		order: (target: Target) => (target.isRead ? [] : [once(target, action(target), true)]),
	})),
	...retryAfter.map(([name, headers]) => ({
		name,
		order: (target: Target) => [once(target, { ...refuse(target, 429), headers: headers() })],
	})),
	...turnedAway.map(([name, action]) => ({ name, order: (target: Target) => [once(target, action(target))] })),
	...turnedAway.map(([name, action]) => ({
		name: `${name} after the effect`,
		order: (target: Target) => (target.isRead ? [] : [once(target, action(target), true)]),
	})),
	{
		name: "IMG.0060",
		order: (target) => (target.isIms ? [once(target, { status: 400, body: tooMany })] : []),
	},
	{
		name: "content type text",
		order: (target) => [once(target, { headers: { "content-type": "text/plain" } }, true)],
	},
	{
		name: "unknown status",
		order: (target) => (SHOWS_STATUS.test(target.operation) ? [once(target, oddStatus, true)] : []),
	},
	{ name: "503 from here on", isOutage: true, order: ({ place }) => [breakAll(place, { status: 503 })] },
	{ name: "reset from here on", isOutage: true, order: ({ place }) => [breakAll(place, { reset: true })] },
	{
		name: "lost, then 503 from here on",
		isOutage: true,
		order: (target) =>
			target.isRead ? [] : [once(target, { reset: true }, true), breakAll(target.place + 1, { status: 503 })],
	},
];

function once({ operation, nth }: Target, action: FaultAction, afterEffect?: boolean): FaultOrder {
	return { match: { operation, nth }, times: 1, action, afterEffect };
}

/** From this request on, all requests. */
function breakAll(nth: number, action: FaultAction): FaultOrder {
	return { match: { nth }, times: null, action };
}

function refuse(target: Target, status: number): FaultAction {
	return { status, body: errorBody(target, "try again") };
}

/** One code after the other. */
function stopAtGateway({ place }: Target): FaultAction {
	const [status, code, message] = stoppedAtGateway[place % stoppedAtGateway.length] ?? stoppedAtGateway[0];
	return { status, body: { error_code: code, error_msg: message } };
}

function errorBody({ isIms }: Target, message: string): object {
	return isIms ? { error: { code: "IMG.0171", message } } : { error_code: "ModelArts.0010", error_msg: message };
}
