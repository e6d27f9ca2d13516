import { isErrorBody, parseErrorBody } from "../../../provider/services/http/error-body";

test.each([
	["the live services", { error_code: "ModelArts.6309", error_msg: "gone" }, "ModelArts.6309", "gone"],
	["the newer documents", { error_code: "ModelArts.6309", error_message: "gone" }, "ModelArts.6309", "gone"],
	["others", { errorCode: "X.1", errorMsg: "no" }, "X.1", "no"],
	["the image service", { error: { code: "IMG.0060", message: "no" } }, "IMG.0060", "no"],
	["IAM, whose code is the status once more", { error: { code: 401, message: "no", title: "T" } }, "", "no"],
	["code and message at the top", { code: "X.1", message: "no" }, "X.1", "no"],
	["nothing known", { something: "else" }, "", ""],
	["no object", "<html>", "", ""],
	["null", null, "", ""],
])("the shape of %s is read", (_whose, body, code, message) => {
	expect(parseErrorBody(body)).toMatchObject({ code, message });
});

test("the gateway's request id is read", () => {
	expect(parseErrorBody({ error_code: "APIGW.0101", error_msg: "no", request_id: "5f" }).requestId).toBe("5f");
});

test("an ordinary object with a message is not taken for an error", () => {
	expect(isErrorBody({ current_status: "STARTING", message: "soon" })).toBe(false);
	expect(isErrorBody({ error_code: "X.1" })).toBe(true);
});
