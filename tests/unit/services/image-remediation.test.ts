import { remedyFailedJob, findRemediation } from "../../../provider/services/http/remediation";
import type { RemediationContext } from "../../../provider/services/http/remediation-rule";

const context: RemediationContext = {
	status: 400,
	code: "",
	serviceMessage: "",
	service: "IMS",
	origin: "https://ims.eu-de.otc.t-systems.com",
	region: "eu-de",
	credentials: "access key",
	source: "the environment (HW_…)",
	permission: "ims:serverImages:create",
};

const table: [what: string, response: Partial<RemediationContext>, remediation: RegExp][] = [
	["no right", { code: "IMG.0026" }, /real name.*permission ims:serverImages:create/],
	["no right, as OTC tells it", { status: 403, code: "IMG.0026" }, /real name.*permission ims:serverImages:create/],
	["another project", { code: "IMG.0030" }, /belong to another project.*huaweicloud:projectId/],
	["too many images", { code: "IMG.0015" }, /quota of private images in eu-de/],
	["a name that is taken", { code: "IMG.0009" }, /another name/],
	["a file that is missing", { code: "IMG.0057" }, /imageUrl.*Standard/],
	["an object that is missing", { code: "IMG.0121" }, /imageUrl/],
	["a bucket elsewhere", { code: "IMG.0058" }, /bucket in eu-de/],
	["a file that is too large", { code: "IMG.0059" }, /isQuickImport/],
	["a system that is not named", { code: "IMG.0166" }, /osVersion/],
	["a protected image", { code: "IMG.0091" }, /protection.*pulumi state delete/],
	["somebody else's image", { code: "IMG.0092" }, /only the owner.*pulumi state delete/],
	["an image in the making", { code: "IMG.0090" }, /still being created/],
	["a server that is busy", { code: "IMG.0010" }, /wait/],
	["too many tasks", { code: "IMG.0060" }, /Too many images .*at once/],
	["too many tags", { code: "IMG.0116" }, /huaweicloud:defaultTags/],
	["a key that is missing", { code: "IMG.0095" }, /cmkId/],
	["a data image", { code: "IMG.0168" }, /data disk/],
	["a fault of the service", { code: "IMG.0014" }, /ticket/],
	["a path that is registered", { code: "ModelArts.6737" }, /adopt/],
	["an image that is too large", { code: "ModelArts.6771" }, /smaller/],
	["an image that is not there", { code: "ModelArts.6404" }, /in eu-de/],
	["no right on images of ModelArts", { code: "ModelArts.6407" }, /permission/],
];

test.each(table)("%s", (_what, response, remediation) => {
	expect(findRemediation({ ...context, ...response })).toMatch(remediation);
});

test("an invalid request has no remediation beside the service's own text", () => {
	expect(findRemediation({ ...context, code: "IMG.0003", serviceMessage: "Invalid name" })).toBeUndefined();
});

test.each([
	["IMG.0058", /bucket in eu-de/],
	["IMG.0121", /imageUrl/],
])("a job that failed with %s has the same remediation as an error response", (code, remediation) => {
	expect(remedyFailedJob(code, "eu-de")).toMatch(remediation);
});

test.each(["IMG.0003", "", "ModelArts.0112"])("a job that failed with %j has none", (code) => {
	expect(remedyFailedJob(code, "eu-de")).toBeUndefined();
});
