import type { RequestOptions, ProviderProcess } from "./provider-process";
import type { Json } from "./structs";

/** The hidden inputs that `NotebookInstance` sets. */
export const providerText = 'exports.handler=()=>require("pulumi-modelarts/NotebookInstance")';

export const identity = "contract:test:lab#0123456789abcdef0123-0123456";

/** Inputs of a small notebook with a disk, as the class sends them; `undefined` removes an input. */
export function notebook(changes: Json = {}): Json {
	return {
		__provider: providerText,
		identity,
		profileId: "Multi-Engine 1.0 (python3)-cpu",
		flavor: "modelarts.vm.cpu.2u",
		storage: { type: "evs", location: { volumeSize: 5 } },
		...changes,
	};
}

/** Checks and creates a notebook, as the first `up` does. */
export async function make(provider: ProviderProcess, changes: Json = {}, options: RequestOptions = {}) {
	const { inputs, failures } = await provider.check(notebook(changes), {}, options);
	if (failures.length > 0) throw new Error(JSON.stringify(failures));
	return { inputs, ...(await provider.create(inputs, options)) };
}
