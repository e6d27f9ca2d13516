import type { RegisteredImageResponse } from "../../../provider/services/modelarts/images";
import { customImage, type Inputs } from "../../../provider/resources/custom-image/definition";
import { derive } from "../../support/derived";
import { isSamePath, splitPath } from "../../../provider/resources/registered-image/swr-path";

const { toOutputs, toRequest: toRegisterBody } = derive(customImage);

const swrPath = "swr.xxx.com/op_svc_modelarts_container2/pytorch_1_8:train-pytorch_1.8.0-cuda_10.2-py_3.7";
const inputs: Inputs = { identity: "shop:dev:torch#0123456789abcdef0123-0123456", swrPath, description: "" };

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The documented answer to a registration. */
const answer: RegisteredImageResponse = {
	arch: "x86_64",
	create_at: 1671708630448,
	description: "",
	dev_services: ["NOTEBOOK", "SSH"],
	id: "708ca95d-c601-4dc7-86b9-670adfd5e818",
	name: "pytorch_1_8",
	namespace: "op_svc_modelarts_container2",
	origin: "CUSTOMIZE",
	resource_categories: ["CPU"],
	service_type: "UNKNOWN",
	size: 3376133259,
	status: "ACTIVE",
	swr_path: swrPath,
	tag: "train-pytorch_1.8.0-cuda_10.2-py_3.7",
	type: "DEDICATED",
	update_at: 1671708630448,
	visibility: "PRIVATE",
	workspace_id: "0",
};

test("the documented example of a registration is sent as it is documented", () => {
	expect(plain(toRegisterBody({ ...inputs, resourceCategory: ["CPU"], arch: "X86_64" }))).toEqual({
		description: "",
		resource_category: ["CPU"],
		arch: "X86_64",
		swr_path: swrPath,
	});
});

test("every input of the API is sent, and nothing of ours", () => {
	const all: Inputs = {
		...inputs,
		arch: "aarch64",
		origin: "IMAGE_SAVE",
		resourceCategory: ["ASCEND"],
		serviceType: "TRAIN",
		services: ["SSH"],
		visibility: "PUBLIC",
		workspaceId: "w",
		flavorType: "ASCEND_SNT9",
		swrInstanceId: "e",
		readMe: "please",
		purgeOnDelete: true,
		rebuild: "2",
		adopt: "i1",
		region: "r",
		projectId: "p",
		timeouts: { create: 5 },
	};
	expect(plain(toRegisterBody(all))).toEqual({
		swr_path: swrPath,
		description: "",
		arch: "AARCH64",
		origin: "IMAGE_SAVE",
		resource_category: ["ASCEND"],
		service_type: "TRAIN",
		services: ["SSH"],
		visibility: "PUBLIC",
		workspace_id: "w",
		flavor_type: "ASCEND_SNT9",
		swr_instance_id: "e",
		read_me: "please",
	});
});

test("the documented answer becomes outputs: inputs as they were given, times in ISO 8601, bytes", () => {
	const location = { region: "eu-de", projectId: "p1", inherited: ["region"] };
	expect(plain(toOutputs({ ...inputs, arch: "X86_64" }, location, answer))).toEqual({
		...inputs,
		...location,
		arch: "X86_64",
		name: "pytorch_1_8",
		namespace: "op_svc_modelarts_container2",
		tag: "train-pytorch_1.8.0-cuda_10.2-py_3.7",
		status: "ACTIVE",
		size: 3376133259,
		type: "DEDICATED",
		devServices: ["NOTEBOOK", "SSH"],
		resourceCategories: ["CPU"],
		createdAt: "2022-12-22T11:30:30.448Z",
		updatedAt: "2022-12-22T11:30:30.448Z",
	});
});

test("an answer with next to nothing in it is no reason to fail", () => {
	const outputs = toOutputs(inputs, { region: "r", projectId: "p", inherited: [] }, { id: "i", status_message: "" });
	expect(outputs).toMatchObject({ status: "UNKNOWN", statusMessage: undefined, createdAt: undefined });
});

test("a time that is none is left out", () => {
	const odd = { ...answer, create_at: "soon" as unknown as number, update_at: "1671708630448" as unknown as number };
	const outputs = toOutputs(inputs, { region: "r", projectId: "p", inherited: [] }, odd);
	expect(outputs).toMatchObject({ createdAt: undefined, updatedAt: "2022-12-22T11:30:30.448Z" });
});

test.each<[string, object]>([
	["swr.example.com/vision/torch:1", { registry: "swr.example.com", namespace: "vision", name: "torch", tag: "1" }],
	["local:5000/vision/torch:1", { registry: "local:5000", namespace: "vision", name: "torch", tag: "1" }],
	["vision/torch:1", { registry: undefined, namespace: "vision", name: "torch", tag: "1" }],
	["vision/tools/torch:1", { registry: undefined, namespace: "vision", name: "tools/torch", tag: "1" }],
	["swr.example.com/vision/a/b:1", { registry: "swr.example.com", namespace: "vision", name: "a/b", tag: "1" }],
])("%s is taken apart", (path, parts) => {
	expect(splitPath(path)).toEqual(parts);
});

test.each<[string, string, boolean]>([
	["swr.example.com/vision/torch:1", "swr.example.com/vision/torch:1", true],
	["vision/torch:1", "swr.example.com/vision/torch:1", true],
	["swr.example.com/vision/torch:1", "vision/torch:1", true],
	["swr.example.com/vision/torch:1", "swr.other.com/vision/torch:1", false],
	["vision/torch:1", "swr.example.com/vision/torch:2", false],
	["vision/torch:1", "swr.example.com/speech/torch:1", false],
	["vision/torch:1", "vision/tools/torch:1", false],
])("%s and %s: the same image? %s", (one, other, same) => {
	expect(isSamePath(one, other)).toBe(same);
});
