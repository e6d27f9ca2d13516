import { customImage, type Inputs, type Outputs } from "../../../provider/resources/custom-image/definition";
import { derive } from "../../support/derived";
import { UNKNOWN } from "../../../provider/lifecycle/contract";

const { diff: compare } = derive(customImage);

const inputs: Inputs = {
	identity: "shop:dev:torch#0123456789abcdef0123-0123456",
	swrPath: "swr.example.com/vision/pytorch:2.4.0",
	description: "ours",
};

function difference(change: object, outputs: Partial<Outputs> = {}, before: Partial<Inputs> = {}) {
	const old = { ...inputs, ...before };
	const state = { ...old, region: "cn-north-4", projectId: "p1", status: "ACTIVE", ...outputs };
	return compare({ id: "i1", inputs: old, outputs: state }, { ...old, ...change });
}

test.each<[string, object, Partial<Inputs>]>([
	["nothing", {}, {}],
	["the default processor, written out", { arch: "X86_64" }, {}],
	["the processor in lower case", { arch: "aarch64" }, { arch: "AARCH64" }],
	["the default origin, written out", { origin: "CUSTOMIZE" }, {}],
	["the default categories, written out in another order", { resourceCategory: ["GPU", "CPU"] }, {}],
	["the default service type, written out", { serviceType: "UNKNOWN" }, {}],
	["the default services, one of them twice", { services: ["SSH", "NOTEBOOK", "SSH"] }, {}],
	["the default visibility, written out", { visibility: "PRIVATE" }, {}],
	["the default workspace, written out", { workspaceId: "0" }, {}],
	["a default that was written out and is left out now", { arch: undefined }, { arch: "X86_64" }],
	["the region that it is in, written out", { region: "cn-north-4" }, {}],
	["the project that it is in, written out", { projectId: "p1" }, {}],
	["only what a deletion takes with it", { purgeOnDelete: true }, {}],
	["only what to adopt", { adopt: "i2" }, {}],
	["only the time-outs", { timeouts: { create: 5 } }, {}],
	["only the identity", { identity: "x" }, {}],
])("changing %s is no change", (_what, change, before) => {
	expect(difference(change, {}, before)).toEqual({ changes: false });
});

test.each<[string, unknown]>([
	["swrPath", "swr.example.com/vision/pytorch:2.5.0"],
	["swrPath", UNKNOWN],
	["arch", "AARCH64"],
	["description", "new"],
	["origin", "IMAGE_SAVE"],
	["resourceCategory", ["CPU"]],
	["resourceCategory", ["CPU", UNKNOWN]],
	["serviceType", "DEV"],
	["services", ["SSH"]],
	["visibility", "PUBLIC"],
	["workspaceId", "0123456789abcdefghijklmnopqrstuv"],
	["flavorType", "ASCEND_SNT9"],
	["swrInstanceId", "e-1"],
	["readMe", "please"],
	["rebuild", "2"],
	["region", "eu-de"],
	["projectId", "p2"],
])("changing %s replaces", (name, value) => {
	expect(difference({ [name]: value })).toEqual({ replaces: [name] });
});

test.each<[string, Partial<Outputs>, object]>([
	["interrupted", { unfinished: "create", status: "CREATING" }, { changes: true }],
	["interrupted, in a status that nobody knows", { unfinished: "create", status: "BAKING" }, { changes: true }],
	["failed", { status: "CREATE_FAILED" }, { changes: true, replaces: ["status"] }],
	["broken", { status: "ERROR" }, { changes: true, replaces: ["status"] }],
	["failed after an interruption", { status: "ERROR", unfinished: "create" }, { changes: true, replaces: ["status"] }],
	["on its way", { status: "CREATING" }, { changes: false }],
])("one that is %s needs work, or none, although no input changed", (_what, outputs, expected) => {
	expect(difference({}, outputs)).toEqual(expected);
});

test("an interrupted one whose inputs changed is replaced", () => {
	expect(difference({ arch: "AARCH64" }, { unfinished: "create" })).toEqual({ replaces: ["arch"] });
});
