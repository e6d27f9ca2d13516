import type { Inputs } from "../../../provider/resources/cloud-image/definition";
import { recallInputs } from "../../../provider/resources/cloud-image/import/infer-inputs";
import { markerOf } from "../../../provider/resources/cloud-image/marker";

const file: Inputs = {
	identity: "shop:dev:base#0123456789abcdef0123-0123456",
	name: "base",
	imageUrl: "images:base.qcow2",
	minDisk: 40,
};

/** What can be read of an image that these inputs made. */
function readBack(inputs: Inputs): Inputs {
	const { osType: _, isConfig: _config, isQuickImport: _quick, rebuild: _rebuild, ...told } = inputs;
	return { ...told, osVersion: inputs.osVersion ?? "CentOS 7.6 64bit" };
}

test.each<[string, Partial<Inputs>]>([
	["a detected operating system", {}],
	["a declared one", { osVersion: "CentOS 7.6 64bit" }],
	["what is never told", { osType: "Linux", isConfig: true, isQuickImport: true }],
	["a kind that says so", { type: "IsoImage", osVersion: "CentOS 7.6 64bit" }],
])("of an image with %s, its marker tells what the program said", (_what, more) => {
	const inputs = { ...file, ...more };
	for (const state of ["open", "kept", "done"] as const) {
		expect(recallInputs(readBack(inputs), markerOf(inputs, state)["pulumi"] ?? "")).toEqual(inputs);
	}
});

test("where nothing fits, the inputs are those that were read", () => {
	const inputs = { ...file, rebuild: "2" };
	expect(recallInputs(readBack(inputs), markerOf(inputs, "done")["pulumi"] ?? "")).toEqual(readBack(inputs));
});
