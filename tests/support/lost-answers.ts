const html = { headers: { "content-type": "text/html" }, body: "<html>oops</html>" };

/** Every way in which the response to a create may be lost or invalid: a description, and the simulator's fault. */
export const lostAnswers = [
	["a connection reset", { reset: true }],
	["a 500", { status: 500, body: { error_code: "ModelArts.0010", error_msg: "Internal error." } }],
	["a 500 with a page", { status: 500, ...html }],
	["a 504 with a page", { status: 504, ...html }],
	["a 502", { status: 502 }],
	["a 408", { status: 408 }],
	["a page", { status: 200, ...html }],
	["an empty response", { status: 200, body: "" }],
	["a truncated response", { truncate: true }],
	["a response that is no JSON", { malformed: true }],
	["a response without an id", { status: 200, body: {} }],
	["a gateway's throttling", { status: 429, body: { error_code: "APIGW.0308", error_msg: "slow down" } }],
	["a 429 without a code", { status: 429 }],
	["a 429 of the service", { status: 429, body: { error_code: "ModelArts.6101", error_msg: "busy" } }],
	["a gateway without its IAM", { status: 503, body: { error_code: "APIGW.0613", error_msg: "no IAM" } }],
	["a gateway without a backend", { status: 502, body: { error_code: "APIG.0610", error_msg: "none" } }],
] as const;

/** No response, a foreign one, or that of a gateway: enough in `npm test`, where `lost-answers.test.ts` has all. */
export const fewLostAnswers = lostAnswers.filter(([way]) =>
	["a connection reset", "a page", "a gateway without its IAM"].includes(way),
);

/** Where the next run may take place, as options of a provider process; the folder is the machine's. */
export const machines = [
	["on the same machine", () => ({})],
	["on another machine", (folder: string) => ({ home: `${folder}-other` })],
] as const;
