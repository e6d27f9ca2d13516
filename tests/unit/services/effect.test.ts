import { determineEffect } from "../../../provider/services/http/effect";
import type { Effect } from "../../../provider/services/http/errors";

test.each<[what: string, status: number, code: string, effect: Effect]>([
	["the service's rejection of a parameter", 400, "ModelArts.0104", "none"],
	["the service's rejection of one more image", 400, "IMG.0060", "none"],
	["a 429 with a code of the service", 429, "ModelArts.6101", "unlikely"],
	["a wrong signature", 401, "APIGW.0301", "none"],
	["an address that the gateway does not know", 404, "APIGW.0101", "none"],
	["a gateway that throttles", 429, "APIGW.0308", "unlikely"],
	["an older gateway that throttles", 429, "APIG.0308", "unlikely"],
	["a 429 without a code", 429, "", "unlikely"],
	["a gateway whose IAM is away", 503, "APIGW.0613", "unlikely"],
	["a gateway that finds no backend", 502, "APIGW.0610", "unlikely"],
	["a gateway whose backend has broken off", 502, "APIGW.0201", "unknown"],
	["a fault of the service", 500, "ModelArts.0010", "unknown"],
	["a fault of the image service, told as the caller's", 400, "IMG.0061", "unknown"],
	["a 503 without a code", 503, "", "unknown"],
	["a request that took too long", 408, "", "unknown"],
])("what %s did", (_what, status, code, effect) => {
	expect(determineEffect(status, code)).toBe(effect);
});
