import { findRemediation } from "../../../provider/services/http/remediation";
import type { RemediationContext } from "../../../provider/services/http/remediation-rule";

const context: RemediationContext = {
	status: 400,
	code: "",
	serviceMessage: "",
	service: "ModelArts",
	origin: "https://modelarts.eu-de.otc.t-systems.com",
	region: "eu-de",
	credentials: "access key",
	source: "the environment (HW_…)",
	permission: "modelarts:notebook:create",
};

const table: [what: string, response: Partial<RemediationContext>, remediation: RegExp][] = [
	["wrong keys", { status: 401, code: "APIGW.0301" }, /from the environment \(HW_…\): huaweicloud:accessKey/],
	["a wrong token", { status: 401, code: "APIGW.0301", credentials: "token" }, /huaweicloud:authToken/],
	["a wrong password", { status: 401, credentials: "password" }, /huaweicloud:password/],
	["a suspended account", { status: 401, code: "ModelArts.6201" }, /suspended/],
	["a locked user", { status: 401, code: "IAM.0061", credentials: "password" }, /locked/],
	["another project", { status: 403, code: "ModelArts.0210" }, /belong to another project.*huaweicloud:projectId/],
	["a token without a project", { code: "ModelArts.0204", credentials: "token" }, /huaweicloud:authToken/],
	["no permission", { status: 403, code: "ModelArts.0112" }, /the permission modelarts:notebook:create/],
	[
		"no permission, as OTC tells it",
		{ status: 401, code: "ModelArts.0112" },
		/the permission modelarts:notebook:create/,
	],
	["no permission at the gateway", { status: 403, code: "APIGW.0302" }, /the permission modelarts:notebook:create/],
	["a region that is not for this user", { status: 403, code: "APIGW.0802" }, /region eu-de/],
	["console access only", { status: 403, code: "IAM.0081" }, /programmatic access/],
	["no such API", { status: 404, code: "APIGW.0101" }, /eu-de\.otc.* does not offer .*huaweicloud:endpoints .*region/],
	["the same with the older prefix", { status: 404, code: "APIG.0101" }, /huaweicloud:endpoints/],
	["a 404 of some other server", { status: 404 }, /huaweicloud:endpoints/],
	["no such project", { status: 404, serviceMessage: "Could not find project: x." }, /huaweicloud:projectName/],
	["a redirect", { status: 301 }, /sends us elsewhere.*huaweicloud:endpoints/],
	["throttling", { status: 429, code: "APIGW.0308" }, /huaweicloud:requestsPerSecond/],
	["a quota", { code: "ModelArts.0118" }, /quota/],
	["too many instances", { code: "ModelArts.6302" }, /quota/],
	["a name that is taken", { code: "ModelArts.6301" }, /another name/],
	["a frozen instance", { code: "ModelArts.6326" }, /arrears/],
	["no authorization", { code: "ModelArts.6376" }, /authorization .*ModelArts console/],
	["sold out", { code: "ModelArts.6329" }, /another flavor/],
	["a fault of the service", { status: 500, code: "ModelArts.0010" }, /try again later/],
	["a proxy's login", { status: 407 }, /HTTPS_PROXY/],
];

test.each(table)("%s", (_what, response, remediation) => {
	expect(findRemediation({ ...context, ...response })).toMatch(remediation);
});

test("an error whose own text says enough has no remediation", () => {
	expect(findRemediation({ ...context, code: "ModelArts.6334", serviceMessage: "Invalid value" })).toBeUndefined();
});

const IN_STATE = /arguments of an explicit provider that are in the state.*`pulumi up` first.*`--run-program`\.$/;

test.each([
	["wrong keys", { status: 401, code: "APIGW.0301" }],
	["a secret key of another access key", { status: 401, serviceMessage: "verify aksk signature fail" }],
	["a deleted access key", { status: 401, serviceMessage: "ak AK1 not exist" }],
	["a locked access key", { status: 401, serviceMessage: "failed to reach the limit" }],
	["a wrong token", { status: 401, credentials: "token" }],
	["a wrong password", { status: 401, credentials: "password" }],
	["a deleted access key, by its code", { code: "IAM.1106" }],
	["an invalid token", { status: 403, code: "ModelArts.0203" }],
	["another project", { status: 403, code: "ModelArts.0210" }],
	["another project, as IMS tells it", { code: "IMG.0030" }],
	["an account that may not do it", { status: 403, code: "ModelArts.0112" }],
	["an account that may not do it, as IMS tells it", { code: "IMG.0026" }],
] satisfies [string, Partial<RemediationContext>][])(
	"%s, from an explicit provider: the state has its arguments",
	(_what, response) => {
		const remediation = findRemediation({ ...context, ...response });
		expect(findRemediation({ ...context, ...response, isInState: true })).toMatch(IN_STATE);
		expect(findRemediation({ ...context, ...response, isInState: true })?.startsWith(`${remediation} `)).toBe(true);
		expect(remediation).not.toMatch(IN_STATE);
	},
);

test("an error that credentials do not explain does not mention an explicit provider", () => {
	expect(findRemediation({ ...context, code: "ModelArts.6302", isInState: true })).not.toMatch(IN_STATE);
});
