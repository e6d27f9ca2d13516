import { customImage as definition } from "../../../provider/resources/custom-image/definition";
import { derive } from "../../support/derived";
import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { expectQuick } from "../../support/effort";

const { checkInputs, inputNames } = derive(definition);

const identity = "shop:dev:torch#0123456789abcdef0123-0123456";
const swrPath = "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0";
const good = { identity, swrPath };

function complain(change: object): string[] {
	return checkInputs(undefined, { ...good, ...change }).validationErrors.map(
		({ property, reason }) => `${property}: ${reason}`,
	);
}

const path = (length: number) => `a/${"b".repeat(length - 4)}:t`;

test.each<[string, object]>([
	["the least", {}],
	[
		"the documented example",
		{ swrPath: "swr.xxx.com/op_svc_modelarts_container2/pytorch_1_8:train-pytorch_1.8.0-cuda" },
	],
	["a registry with a port", { swrPath: "registry.local:5000/vision/pytorch:2.4.0" }],
	["a path without registry", { swrPath: "vision-team/pytorch:2.4" }],
	["an image name with folders", { swrPath: "swr.example.com/vision/tools/pytorch:2.4" }],
	["a path of 16 characters", { swrPath: path(16) }],
	["a path of 2048 characters", { swrPath: path(2048) }],
	["a tag of 128 characters", { swrPath: `vision/pytorch:${"t".repeat(128)}` }],
	...["X86_64", "AARCH64", "x86_64", "aarch64"].map((arch): [string, object] => [`arch ${arch}`, { arch }]),
	["an empty description", { description: "" }],
	["a description of 512 characters", { description: "ü".repeat(512) }],
	["a description of any characters", { description: "<b>&\"'/\n" }],
	...["CUSTOMIZE", "IMAGE_SAVE"].map((origin): [string, object] => [`origin ${origin}`, { origin }]),
	["all resource categories, also Huawei's own", { resourceCategory: ["CPU", "GPU", "ASCEND"] }],
	...["COMMON", "INFERENCE", "TRAIN", "DEV", "UNKNOWN"].map((serviceType): [string, object] => [
		`service type ${serviceType}`,
		{ serviceType },
	]),
	[
		"all services, also Huawei's own",
		{ services: ["NOTEBOOK", "SSH", "AI_FLOW", "MA_STUDIO", "TENSOR_BOARD", "WEB_IDE"] },
	],
	...["PRIVATE", "PUBLIC", "HIDDEN"].map((visibility): [string, object] => [
		`${visibility} visibility`,
		{ visibility },
	]),
	["the default workspace", { workspaceId: "0" }],
	["a workspace", { workspaceId: "0123456789abcdefghijklmnopqrstuv" }],
	...["ASCEND_SNT9", "ASCEND_SNT9B", "ASCEND_SNT3"].map((flavorType): [string, object] => [
		`flavor type ${flavorType}`,
		{ flavorType },
	]),
	["a text to read of 3000 characters", { readMe: "r".repeat(3000) }],
	[
		"all the rest",
		{ swrInstanceId: "e-1", purgeOnDelete: true, rebuild: "2", region: "eu-de", projectId: "p", adopt: "i1" },
	],
])("%s is accepted", (_what, change) => {
	expect(complain(change)).toEqual([]);
});

test.each<[string, object, string]>([
	[
		"no path",
		{ swrPath: undefined },
		"swrPath: expected a path such as swr.region.myhuaweicloud.com/namespace/image:tag",
	],
	["a path of 15 characters", { swrPath: path(15) }, "swrPath: expected a path"],
	["a path of 2049 characters", { swrPath: path(2049) }, "swrPath: expected a path"],
	["a path without a tag", { swrPath: "swr.example.com/vision/pytorch" }, "swrPath: expected a path"],
	["a path with an empty tag", { swrPath: "swr.example.com/vision/pytorch:" }, "swrPath: expected a path"],
	["a digest instead of a tag", { swrPath: "swr.example.com/vision/pytorch@sha256:ab" }, "swrPath: expected a path"],
	["a path without a namespace", { swrPath: "pytorch-image-name:2.4.0" }, "swrPath: expected a path"],
	["a path with an empty part", { swrPath: "swr.example.com/vision//pytorch:2.4" }, "swrPath: expected a path"],
	["a path with a slash in front", { swrPath: "/vision/pytorch-gpu:2.4" }, "swrPath: expected a path"],
	["a path with a scheme", { swrPath: "https://swr.example.com/vision/pytorch:2.4" }, "swrPath: expected a path"],
	["a path with a blank", { swrPath: "swr.example.com/vision/py torch:2.4" }, "swrPath: expected a path"],
	["a path with a newline at its end", { swrPath: `${swrPath}\n` }, "swrPath: expected a path"],
	["a tag of 129 characters", { swrPath: `vision/pytorch:${"t".repeat(129)}` }, "swrPath: expected a path"],
	["a tag that begins with a hyphen", { swrPath: "swr.example.com/vision/pytorch:-2" }, "swrPath: expected a path"],
	["an unknown processor", { arch: "arm64" }, 'arch: expected one of "X86_64", "AARCH64", got "arm64"'],
	["a description of 513 characters", { description: "ü".repeat(513) }, "description: expected up to 512 characters"],
	["an unknown origin", { origin: "SAVED" }, 'origin: expected one of "CUSTOMIZE", "IMAGE_SAVE", got "SAVED"'],
	["an unknown category", { resourceCategory: ["TPU"] }, 'resourceCategory[0]: expected one of "CPU", "GPU", "ASCEND"'],
	["no category at all", { resourceCategory: [] }, "resourceCategory: expected a list of at least one"],
	[
		"a category that is no list",
		{ resourceCategory: "CPU" },
		"resourceCategory: expected a list, got a text of 3 characters",
	],
	["an unknown service type", { serviceType: "common" }, 'serviceType: expected one of "COMMON"'],
	["an unknown service", { services: ["NOTEBOOK", "VNC"] }, 'services[1]: expected one of "NOTEBOOK", "SSH"'],
	["no service at all", { services: [] }, "services: expected a list of at least one"],
	["an unknown visibility", { visibility: "SHARED" }, 'visibility: expected one of "PRIVATE", "PUBLIC", "HIDDEN"'],
	["a short workspace", { workspaceId: "1" }, 'workspaceId: expected "0" or the 32 letters and digits'],
	["a workspace in capitals", { workspaceId: "0123456789ABCDEFGHIJKLMNOPQRSTUV" }, "workspaceId: expected"],
	["an unknown flavor type", { flavorType: "ASCEND_SNT1" }, 'flavorType: expected one of "ASCEND_SNT9"'],
	["an empty registry instance", { swrInstanceId: "" }, "swrInstanceId: expected the id of an enterprise registry"],
	["a text to read of 3001 characters", { readMe: "r".repeat(3001) }, "readMe: expected up to 3000 characters"],
	[
		"a purge that is no switch",
		{ purgeOnDelete: "yes" },
		"purgeOnDelete: expected true or false, got a text of 3 characters",
	],
	["an empty rebuild", { rebuild: "" }, "rebuild: expected text that is not empty"],
	["an empty region", { region: "" }, "region: expected text that is not empty"],
	["an empty adoption", { adopt: "" }, "adopt: expected the id of a registered image"],
	["tags, which nobody has seen at work", { tags: ["a"] }, "tags: there is no such input"],
	["an input in the API's spelling", { swr_path: "x" }, "swr_path: there is no such input; did you mean `swrPath`?"],
])("%s is refused", (_what, change, expected) => {
	expect(complain(change)).toEqual([expect.stringContaining(expected)]);
});

test("all mistakes are reported at once, each at its input", () => {
	const mistakes = { swrPath: "x", arch: "x", services: ["x"], visibility: 5, color: "red" };
	const { validationErrors } = checkInputs(undefined, { ...good, ...mistakes });
	expect(validationErrors.map(({ property }) => property)).toEqual([
		"swrPath",
		"arch",
		"services[0]",
		"visibility",
		"color",
	]);
});

test.each(inputNames.filter((name) => name !== "timeouts").map((name) => [name]))(
	"%s that is not known yet is accepted, and does not hide the mistakes of others",
	(name) => {
		expect(complain({ [name]: UNKNOWN })).toEqual([]);
		expect(complain({ [name]: UNKNOWN, colour: 1 })).toHaveLength(1);
	},
);

test("one entry of a list that is not known yet skips only itself", () => {
	expect(complain({ services: [UNKNOWN, "VNC"] })).toEqual([expect.stringMatching(/^services\[1\]/)]);
});

test("the default description is the marker", () => {
	expect(checkInputs(undefined, good).inputs.description).toBe("Managed by Pulumi: shop:dev:torch [012340123456]");
});

test("the old identity stays, so that renaming a stack changes nothing", () => {
	const old = checkInputs(undefined, good).inputs;
	const news = { ...good, identity: "shop:renamed:torch#ffffffffffffffffffff" };
	expect(checkInputs(old, news).inputs).toEqual(old);
});

test.each<[string, object]>([
	["a million slashes", { swrPath: "a/".repeat(500_000) }],
	["a path of 2000 colons", { swrPath: ":".repeat(2000) }],
	["a path of 1000 parts", { swrPath: `${"a/".repeat(1000)}:` }],
	["a description of a million characters", { description: "x".repeat(1_000_000) }],
	["ten thousand services", { services: Array.from({ length: 10_000 }, (_, at) => `S${at}`) }],
	["ten thousand unknown inputs", Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`input${at}`, at]))],
])("%s is refused quickly and briefly", (_what, change) => {
	const validationErrors = expectQuick(2000, () => complain(change));
	expect(validationErrors.length).toBeGreaterThan(0);
	expect(validationErrors.join("\n").length).toBeLessThan(30_000);
});
