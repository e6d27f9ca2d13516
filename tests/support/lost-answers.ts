const html = { headers: { "content-type": "text/html" }, body: "<html>oops</html>" };

/** Every way in which the answer to a create may be lost: what happens, and how the simulator is told. */
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
] as const;

/** Where the next run may take place, as options of a provider process; the folder is the machine's. */
export const machines = [
	["on the same machine", () => ({})],
	["on another machine", (folder: string) => ({ home: `${folder}-other` })],
] as const;
