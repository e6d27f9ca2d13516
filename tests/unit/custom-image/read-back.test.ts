import type { RegisteredImageResponse } from "../../../provider/services/modelarts/images";
import { toReadInputs } from "../../../provider/resources/custom-image/read-back";
import { customImage, type Inputs } from "../../../provider/resources/custom-image/definition";
import { derive } from "../../support/derived";

const { diff } = derive(customImage);

const inputs: Inputs = {
	identity: "shop:dev:torch#0123456789abcdef0123-0123456",
	swrPath: "swr.example.com/vision/pytorch:2.4.0",
	description: "ours",
};

const observed: RegisteredImageResponse = {
	id: "i1",
	name: "pytorch",
	namespace: "vision",
	tag: "2.4.0",
	swr_path: "swr.example.com/vision/pytorch:2.4.0",
	arch: "x86_64",
	description: "ours",
	dev_services: ["NOTEBOOK", "SSH"],
	resource_categories: ["CPU", "GPU"],
	service_type: "UNKNOWN",
	origin: "CUSTOMIZE",
	status: "ACTIVE",
	type: "DEDICATED",
	visibility: "PRIVATE",
	workspace_id: "0",
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each<[string, Partial<Inputs>, Partial<RegisteredImageResponse>]>([
	["what the service fills in", {}, {}],
	["the processor in lower case", { arch: "X86_64" }, {}],
	["services in another order", { services: ["SSH", "NOTEBOOK"] }, {}],
	["a service that the region adds by itself", { services: ["NOTEBOOK"] }, {}],
	["categories in another order", { resourceCategory: ["GPU", "CPU"] }, {}],
	["the registry, put in front of a path without one", { swrPath: "vision/pytorch:2.4.0" }, {}],
	["what the service does not report", { readMe: "please", flavorType: "ASCEND_SNT3", swrInstanceId: "e" }, {}],
	[
		"what the service leaves out",
		{ visibility: "PUBLIC", origin: "IMAGE_SAVE" },
		{ visibility: undefined, origin: undefined },
	],
	["a description that is missing where none was given", { description: "" }, { description: undefined }],
	["a description that is missing although nobody can change it", {}, { description: undefined }],
	[
		"a default that the service sees otherwise, where nobody declared it",
		{},
		{ service_type: "COMMON", dev_services: [] },
	],
])("%s is no drift", (_what, declared, found) => {
	const before = { ...inputs, ...declared };
	expect(plain(toReadInputs(before, { ...observed, ...found }))).toEqual(before);
});

test.each<[keyof Inputs, Partial<Inputs>, Partial<RegisteredImageResponse>, unknown]>([
	["swrPath", {}, { swr_path: "swr.example.com/vision/pytorch:2.5.0" }, "swr.example.com/vision/pytorch:2.5.0"],
	["swrPath", {}, { swr_path: "swr.other.com/vision/pytorch:2.4.0" }, "swr.other.com/vision/pytorch:2.4.0"],
	["description", {}, { description: "theirs" }, "theirs"],
	["arch", { arch: "X86_64" }, { arch: "aarch64" }, "AARCH64"],
	["origin", { origin: "CUSTOMIZE" }, { origin: "IMAGE_SAVE" }, "IMAGE_SAVE"],
	["serviceType", { serviceType: "DEV" }, { service_type: "TRAIN" }, "TRAIN"],
	["visibility", { visibility: "PRIVATE" }, { visibility: "PUBLIC" }, "PUBLIC"],
	["workspaceId", { workspaceId: "0" }, { workspace_id: "w" }, "w"],
	["flavorType", { flavorType: "ASCEND_SNT3" }, { flavor_type: "ASCEND_SNT9" }, "ASCEND_SNT9"],
	["swrInstanceId", { swrInstanceId: "e" }, { swr_instance_id: "f" }, "f"],
	["resourceCategory", { resourceCategory: ["CPU"] }, {}, ["CPU", "GPU"]],
	["services", { services: ["NOTEBOOK", "SSH"] }, { dev_services: ["SSH"] }, ["SSH"]],
])("another %s is seen as drift, and replaces", (name, declared, found, expected) => {
	const before = { ...inputs, ...declared };
	const read = toReadInputs(before, { ...observed, ...found });
	expect(plain(read)).toEqual({ ...before, [name]: expected });
	const outputs = { ...read, region: "r", projectId: "p", status: "ACTIVE" };
	expect(diff({ id: "i1", inputs: read, outputs }, { ...before })).toEqual({ replaces: [name] });
});

test("an import reads everything, and a program that declares what is there changes nothing", () => {
	const read = toReadInputs({} as Inputs, { ...observed, arch: "aarch64", visibility: "PUBLIC" });
	expect(plain(read)).toEqual({
		swrPath: "swr.example.com/vision/pytorch:2.4.0",
		description: "ours",
		arch: "AARCH64",
		origin: "CUSTOMIZE",
		serviceType: "UNKNOWN",
		visibility: "PUBLIC",
		workspaceId: "0",
		resourceCategory: ["CPU", "GPU"],
		services: ["NOTEBOOK", "SSH"],
	});
	const outputs = { ...read, region: "r", projectId: "p", status: "ACTIVE" };
	const program = { ...inputs, arch: "AARCH64", visibility: "PUBLIC" };
	expect(diff({ id: "i1", inputs: read, outputs }, program)).toEqual({ changes: false });
});
