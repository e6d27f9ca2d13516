import { composeIdentity } from "../../provider/lifecycle/create-safety/resource-identity";
import { type KindName as Registered, kinds as registry } from "../../provider/resources";
import { cloudImage, cloudImagesOf, customImage, customImagesOf } from "./images";
import { notebook as instance } from "./notebook";
import { notebook, notebooksOf } from "./notebooks";
import type { ProviderProcess } from "./provider-process";
import type { Json } from "./structs";
import type { World } from "./world";

/** The properties of a kind for tests that run over all kinds. */
interface Kind {
	/** Inputs of one with this name. */
	readonly declare: (name: string) => Json;
	readonly existing: (world: World) => Json[];
	/** Removes one outside of Pulumi, without a trace. */
	readonly remove: (world: World, id: string) => void;
	/** Operations: the list of all, and the read of one. */
	readonly list: string;
	readonly show: string;
}

/** The kinds that create an object by themselves: all but one that is saved of another. */
export const kinds = {
	NotebookInstance: {
		declare: (name) => instance({ name }),
		existing: (world) => world.instances(),
		remove: (world, id) => world.remove(id),
		list: "getInstanceList",
		show: "getInstance",
	},
	Notebook: {
		declare: (name) => notebook({ name }),
		existing: notebooksOf,
		remove: ({ admin }, id) => void admin.putObjects({ notebooks: [{ id, remove: true }] }),
		list: "listNotebooks",
		show: "showNotebook",
	},
	CustomImage: {
		declare: (name) => customImage({ swrPath: `swr.cn-north-4.myhuaweicloud.com/vision/${name}:1` }),
		existing: customImagesOf,
		remove: ({ admin }, id) => void admin.putObjects({ customImages: [{ id, remove: true }] }),
		list: "listImage",
		show: "showImage",
	},
	CloudImage: {
		declare: (name) => cloudImage({ name }),
		existing: cloudImagesOf,
		remove: ({ admin }, id) => void admin.putObjects({ cloudImages: [{ id, remove: true }] }),
		list: "listImages",
		show: "listImages",
	},
} as const satisfies Record<KindName, Kind>;

export type KindName = Exclude<Registered, "NotebookImage">;
export const kindNames = Object.keys(kinds) as KindName[];

/** For calls about one of them. */
export function aboutA(kind: KindName) {
	return { urn: `urn:pulumi:test::contract::${registry[kind].token}::lab` };
}

/** Checks and creates one with an identity of its own, as the first `up` does. */
export async function makeOne(provider: ProviderProcess, kind: KindName, name: string, changes: Json = {}) {
	const identity = composeIdentity({ project: "contract", stack: "test", types: [], name });
	const given = { ...kinds[kind].declare(name), identity, ...changes };
	const { inputs, failures } = await provider.check(given, {}, aboutA(kind));
	if (failures.length > 0) throw new Error(JSON.stringify(failures));
	return { given, inputs, ...(await provider.create(inputs, aboutA(kind))) };
}
