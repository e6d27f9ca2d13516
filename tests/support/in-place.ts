import { about as aboutImage, cloudImage, cloudImagesOf, cluster } from "./images";
import { notebook as instance } from "./notebook";
import { about as aboutNotebook, anotherImage, builtInImage, notebook, notebooksOf, patch } from "./notebooks";
import type { RequestOptions } from "./provider-process";
import type { Json } from "./structs";
import type { World } from "./world";

/** An input that is updated in place, with three values: of the first `up`, a changed one, and another. */
export interface InPlace {
	readonly name: string;
	/** As the program declares it. */
	readonly values: readonly [first: Json, second: Json, third: Json];
	/** As the cloud shows it; the third value after the second, if that is not the third. */
	readonly shown: readonly [first: unknown, second: unknown, third: unknown];
	/** As a user sets it at the console. */
	readonly theirs: unknown;
	readonly show: (world: World) => unknown;
	/** Sets it outside of Pulumi. */
	readonly set: (world: World, shown: unknown) => void;
	/** The operation that changes it. */
	readonly operation: string;
	/** A running notebook is stopped for it and started again. */
	readonly takesStop?: boolean;
}

/** A kind with inputs that are updated in place. */
export interface InPlaceKind {
	readonly declare: (changes: Json) => Json;
	readonly about: RequestOptions;
	readonly inputs: readonly InPlace[];
	/** Operations that stop and start it. */
	readonly power: readonly string[];
}

/** All inputs of a kind that are updated in place, at their first values except for the changes. */
export function declareFirst({ declare, inputs }: InPlaceKind, changes: Json = {}): Json {
	return declare({ ...(Object.assign({}, ...inputs.map(({ values: [first] }) => first)) as Json), ...changes });
}

type Three = readonly [unknown, unknown, unknown];
type Seen = Json & { id: string };

/** How the objects of a kind are read and changed outside of Pulumi. */
interface Services {
	readonly operation: string;
	readonly find: (world: World) => Seen;
	readonly patch: (world: World, id: string, change: Json) => void;
}

/** Where one input is in the object. */
interface Field {
	readonly show: (seen: never) => unknown;
	readonly patch: (shown: never) => Json;
}

function describe(
	services: Services,
	name: string,
	values: Three,
	theirs: unknown,
	{ show, patch: toPatch }: Field,
	more: Partial<InPlace> = {},
): InPlace {
	return {
		name,
		values: values.map((value) => ({ [name]: value })) as unknown as InPlace["values"],
		shown: values,
		theirs,
		show: (world) => show(services.find(world) as never),
		set: (world, shown) => services.patch(world, services.find(world).id, toPatch(shown as never)),
		operation: services.operation,
		...more,
	};
}

const property = (name: string): Field => ({
	show: (seen: Json) => seen[name],
	patch: (shown: unknown) => ({ [name]: shown }),
});
const state: Field = property("status");
const states = { shown: ["RUNNING", "STOPPED", "STOPPED"] } as const;

interface SeenNotebook extends Seen {
	readonly image: { id: string };
	readonly volume: { capacity: number };
	readonly endpoints: { service: string; key_pair_names?: string[] }[];
	readonly lease: { duration: number; create_at: number; update_at: number };
	readonly tags: { key: string; value: string }[];
	readonly data_volumes: { mount_path: string; status: string }[];
}

const notebooks: Services = { operation: "updateNotebook", find: (world) => notebooksOf(world)[0] as Seen, patch };
const hour = 3_600_000;
const mount = (name: string) => ({ storagePath: `obs://sets/${name}/`, mountDirectory: `/data/${name}/` });
const ssh = (key: string) => [{ service: "SSH", keyPairNames: [key] }];
const mapTags = (tags: SeenNotebook["tags"]) =>
	Object.fromEntries(tags.filter(({ key }) => key !== "pulumi").map(({ key, value }) => [key, value]));

/** The service's form of inputs with another shape. */
const fields = {
	imageId: { show: ({ image }: SeenNotebook) => image.id, patch: (id: string) => ({ image: { id } }) },
	volume: {
		show: ({ volume }: SeenNotebook) => volume.capacity,
		patch: (capacity: number) => ({ volume: { capacity } }),
	},
	endpoints: {
		show: ({ endpoints }: SeenNotebook) => endpoints.map(({ key_pair_names: keys }) => keys?.join()),
		patch: (keys: string[]) => ({ endpoints: keys.map((key) => ({ service: "SSH", key_pair_names: [key] })) }),
	},
	/** In hours: the duration that was last set. */
	lease: {
		show: ({ lease: { duration, create_at: start, update_at: renewed } }: SeenNotebook) =>
			Math.round((duration - (renewed - start)) / hour),
		patch: (hours: number) => ({ lease: { duration: hours * hour } }),
	},
	tags: {
		show: ({ tags }: SeenNotebook) => mapTags(tags),
		patch: (tags: Record<string, string>) => ({
			tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
		}),
	},
	mounts: {
		show: ({ data_volumes: all }: SeenNotebook) =>
			all
				.filter(({ status }) => status === "MOUNTED")
				.map(({ mount_path: path }) => path)
				.sort(),
		patch: (paths: string[]) => ({
			data_volumes: paths.map((path) => ({ mount_path: path, uri: path.replace("/data/", "obs://sets/") })),
		}),
	},
} satisfies Record<string, Field>;

const tags = [
	{ team: "one", kept: "x" },
	{ team: "two", kept: "x" },
	{ kept: "x", year: "3" },
] as const;
const volumes = [5, 9, 12].map((capacity) => ({ category: "EVS", capacity })) as unknown as Three;
const leases = [5, 2, 3].map((hours) => ({ duration: hours * hour })) as unknown as Three;
const mounts = [["a"], ["a", "b"], ["a", "c"]].map((names) => names.map(mount)) as unknown as Three;
const words = ["one", "two", "three"] as const;
const flavors = ["modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u", "modelarts.vm.gpu.p100"] as const;
const images = [builtInImage, anotherImage, "5f0c4d0e-3a0b-4c3d-9a55-2f3b8f1c7d23"] as const;
const stops = { takesStop: true };

const onNotebooks: readonly InPlace[] = [
	describe(notebooks, "name", words, "theirs", property("name")),
	describe(notebooks, "description", words, "theirs", property("description")),
	describe(notebooks, "flavor", flavors, "modelarts.bm.gpu.v100NV32", property("flavor"), stops),
	describe(notebooks, "imageId", images, "theirs", fields.imageId, stops),
	describe(notebooks, "volume", volumes, 20, fields.volume, { shown: [5, 9, 12] }),
	describe(notebooks, "endpoints", [ssh("a"), ssh("b"), ssh("c")], ["theirs"], fields.endpoints, {
		shown: [["a"], ["b"], ["c"]],
		...stops,
	}),
	describe(notebooks, "lease", leases, 9, fields.lease, { shown: [5, 2, 3], operation: "renewLease" }),
	describe(notebooks, "tags", tags, { team: "theirs" }, fields.tags, { operation: "createNotebookTags" }),
	describe(notebooks, "mounts", mounts, [], fields.mounts, {
		shown: [["/data/a/"], ["/data/a/", "/data/b/"], ["/data/a/", "/data/c/"]],
		operation: "attachDynamicStorage",
	}),
	describe(notebooks, "desiredState", ["RUNNING", "STOPPED", undefined], "STOPPED", state, {
		...states,
		operation: "stopNotebook",
	}),
];

const instances: Services = {
	operation: "updateInstance",
	find: (world) => world.instances()[0] as Seen,
	patch: (world, id, change) => world.patch(id, change),
};
const autoStop = (enable: boolean, duration: number) => ({ enable, duration, prompt: true });
const autoStopField: Field = {
	show: ({ spec }: { spec: { auto_stop: Json } }) => {
		const { enable, duration, prompt } = spec.auto_stop;
		return { enable, duration, prompt };
	},
	patch: (shown: Json) => ({ spec: { auto_stop: shown } }),
};

const onInstances: readonly InPlace[] = [
	describe(instances, "description", words, "theirs", property("description")),
	describe(
		instances,
		"autoStop",
		[autoStop(true, 3600), autoStop(true, 7200), autoStop(false, 7200)],
		autoStop(true, 9000),
		autoStopField,
	),
	describe(instances, "desiredState", ["RUNNING", "STOPPED", undefined], "STOPPED", state, {
		...states,
		operation: "changeInstanceStatus",
	}),
];

/** The n-th image of a resource. */
const imageAt = (at: number): Services => ({
	operation: "updateImage",
	find: (world) => cloudImagesOf(world)[at] as Seen,
	patch: ({ admin }, id, change) => void admin.putObjects({ cloudImages: [{ id, ...change }] }),
});

/** Numbers may be returned as text. */
const imageProperty = (name: string): Field => ({
	show: (seen: Json) => (/^(min|max)_ram$/.test(name) ? Number(seen[name]) : seen[name]),
	patch: (shown: unknown) => ({ patch: { [name]: shown } }),
});
const imageTags: Field = { show: fields.tags.show, patch: (shown: Json) => ({ tags: shown }) };
const tagging = { operation: "batchAddOrDeleteTags" };
const projects = ["0", "b1c7c9d2-5a0f-4c39-9a55-2f3b8f1c7d21", "b1c7c9d2-5a0f-4c39-9a55-2f3b8f1c7d22"] as const;

const system = imageAt(0);
const onImages: readonly InPlace[] = [
	describe(system, "name", words, "theirs", imageProperty("name")),
	describe(system, "description", words, "theirs", imageProperty("__description")),
	describe(system, "minRam", [1024, 2048, 4096], 512, imageProperty("min_ram")),
	describe(system, "maxRam", [8192, 16384, 32768], 65536, imageProperty("max_ram")),
	describe(system, "enterpriseProjectId", projects, "theirs", imageProperty("enterprise_project_id")),
	describe(system, "hwFirmwareType", ["bios", "uefi", "bios"], "uefi", imageProperty("hw_firmware_type")),
	describe(system, "tags", tags, { team: "theirs" }, imageTags, tagging),
];

const [firstData, secondData] = cluster.dataImages as [Json, Json];
const data = imageAt(2);
const onDataImages: readonly InPlace[] = [
	describe(data, "name", words, "theirs", imageProperty("name")),
	describe(data, "description", words, "theirs", imageProperty("__description")),
	describe(data, "tags", tags, { team: "theirs" }, imageTags, tagging),
];

/** Every kind with inputs that are updated in place, and all of these. */
export const inPlaceKinds: Record<string, InPlaceKind> = {
	NotebookInstance: { declare: instance, about: {}, inputs: onInstances, power: ["changeInstanceStatus"] },
	Notebook: { declare: notebook, about: aboutNotebook, inputs: onNotebooks, power: ["stopNotebook", "startNotebook"] },
	CloudImage: {
		declare: (changes) => cloudImage({ instanceId: undefined, imageUrl: "images:base.qcow2", minDisk: 40, ...changes }),
		about: aboutImage(cloudImage()),
		inputs: onImages,
		power: [],
	},
	"data image": {
		declare: (changes) => ({ ...cluster, dataImages: [firstData, { ...secondData, ...changes }] }),
		about: aboutImage(cluster),
		inputs: onDataImages,
		power: [],
	},
};
