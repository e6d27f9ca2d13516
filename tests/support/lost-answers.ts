const html = { headers: { "content-type": "text/html" }, body: "<html>oops</html>" };

/** Every way in which the answer to a create may be lost, or be wrong: what happens, and how the simulator is told. */
export const lostAnswers = [
	["the connection breaks", { reset: true }],
	["there is a 500", { status: 500, body: { error_code: "ModelArts.0010", error_msg: "Internal error." } }],
	["there is a 500 with a page", { status: 500, ...html }],
	["there is a 504 with a page", { status: 504, ...html }],
	["there is a 502", { status: 502 }],
	["there is a 408", { status: 408 }],
	["there is a page", { status: 200, ...html }],
	["the answer is empty", { status: 200, body: "" }],
	["the answer is cut short", { truncate: true }],
	["the answer is no JSON", { malformed: true }],
	["the answer has no id", { status: 200, body: {} }],
	["the gateway says that it throttles", { status: 429, body: { error_code: "APIGW.0308", error_msg: "slow down" } }],
	["there is a 429 without a code", { status: 429 }],
	["there is a 429 of the service", { status: 429, body: { error_code: "ModelArts.6101", error_msg: "busy" } }],
	["the gateway says that its IAM is away", { status: 503, body: { error_code: "APIGW.0613", error_msg: "no IAM" } }],
	["the gateway says that there is no backend", { status: 502, body: { error_code: "APIG.0610", error_msg: "none" } }],
] as const;

/** Where the next run may take place, as options of a provider process; the folder is the machine's. */
export const machines = [
	["on the same machine", () => ({})],
	["on another machine", (folder: string) => ({ home: `${folder}-other` })],
] as const;
