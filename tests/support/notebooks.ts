import type { RequestOptions, ProviderProcess } from "./provider-process";
import type { Json } from "./structs";
import type { World } from "./world";

/** An image that every simulator has. */
export const builtInImage = "e1a07296-22a8-4f05-8bc8-e936c8e54090";

/** Of the service's own, too: any id of this form counts as existing. */
export const anotherImage = "0d4f5a0e-3a0b-4c3d-9a55-2f3b8f1c7d21";

const hour = 3_600_000;

/** For calls about a `Notebook`. */
export const about: RequestOptions = {
	urn: "urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:Notebook::lab",
};

/** Inputs of a small notebook with a disk, as the class sends them; `undefined` removes an input. */
export function notebook(changes: Json = {}): Json {
	return {
		__provider: 'exports.handler=()=>require("pulumi-modelarts/Notebook")',
		identity: "contract:test:lab#0123456789abcdef0123-0123456",
		flavor: "modelarts.vm.cpu.2u",
		imageId: builtInImage,
		volume: { category: "EVS", capacity: 5 },
		...changes,
	};
}

/** All inputs of a notebook on a public pool. */
export const full = {
	name: "full",
	description: "All inputs at once",
	volume: { category: "evs", ownership: "managed", capacity: 10 },
	endpoints: [{ service: "SSH", keyPairNames: ["pair"], allowedAccessIps: ["10.0.0.1"] }],
	lease: { enable: true, duration: 2 * hour, type: "timing" },
	feature: "NOTEBOOK",
	workspaceId: "0",
	hooks: { containerHooks: { preStart: { script: "echo one", type: "COMMAND" } } },
	tags: { team: "vision", stage: "lab" },
	mounts: [{ storagePath: "obs://sets/one/", mountDirectory: "/data/one/" }],
	desiredState: "RUNNING",
	timeouts: { create: 60, update: 60.5 },
};

/** Checks and creates a notebook, as the first `up` does. */
export async function make(provider: ProviderProcess, changes: Json = {}) {
	const { inputs, failures } = await provider.check(notebook(changes), {}, about);
	if (failures.length > 0) throw new Error(JSON.stringify(failures));
	return { inputs, ...(await provider.create(inputs, about)) };
}

/**
 * The requests that change something in an update for which a running notebook is stopped. Its description is a marker
 * meanwhile, which says to any machine that it is to run again.
 */
export const restarts = ["updateNotebook", "stopNotebook", "updateNotebook", "startNotebook", "updateNotebook"];

/** A notebook as the service returns it. */
export interface SeenNotebook extends Json {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly status: string;
}

/** The existing notebooks. */
export function notebooksOf({ admin }: World): SeenNotebook[] {
	return (admin.state() as { notebooks: SeenNotebook[] }).notebooks;
}

/** Changes a notebook outside of Pulumi. */
export function patch({ admin }: World, id: string, change: Json): void {
	admin.putObjects({ notebooks: [{ id, patch: change }] });
}
