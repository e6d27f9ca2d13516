import { CloudProcess } from "../cloud-process";
import type { Row } from "../report";
import { BUILT_IN_IMAGE } from "../built-in-image";
import type { Section } from "../section";
import { Stack } from "../stack";

interface Declared {
	/** The class, as the program gets it. */
	readonly from: string;

	readonly inputs: object;

	/** Inputs that are the id of another resource, by its name here. */
	readonly idOf?: Readonly<Record<string, string>>;
}

/** One resource of each kind with the required inputs, and one with empty handlers. */
const RESOURCES: Readonly<Record<string, Declared>> = {
	NotebookInstance: {
		from: 'require("pulumi-modelarts").NotebookInstance',
		inputs: { profileId: "Python3", flavor: "modelarts.vm.cpu.2u", storage: { type: "evs" } },
	},
	Notebook: {
		from: 'require("pulumi-modelarts").Notebook',
		inputs: { flavor: "modelarts.vm.cpu.2u", imageId: BUILT_IN_IMAGE, volume: { category: "EVS" } },
	},
	NotebookImage: {
		from: 'require("pulumi-modelarts").NotebookImage',
		inputs: { namespace: "lab", tag: "1.0" },
		idOf: { notebookId: "Notebook" },
	},
	CustomImage: {
		from: 'require("pulumi-modelarts").CustomImage',
		inputs: { swrPath: "swr.cn-north-4.myhuaweicloud.com/lab/jupyter:1.0" },
	},
	"CloudImage from a server": {
		from: 'require("pulumi-modelarts").CloudImage',
		inputs: { instanceId: "0123456789abcdef0123456789abcdef" },
	},
	"CloudImage from a file with two data disks": {
		from: 'require("pulumi-modelarts").CloudImage',
		inputs: {
			imageUrl: "images:system.qcow2",
			minDisk: 40,
			dataImages: [
				{ imageUrl: "images:a.qcow2", minDisk: 10 },
				{ imageUrl: "images:b.qcow2", minDisk: 10 },
			],
		},
	},
};

const EMPTY: Declared = {
	from: 'require("empty-provider").NotebookInstance',
	inputs: RESOURCES.NotebookInstance?.inputs ?? {},
};

const DURATIONS = { createInstance: 0, createNotebook: 0, createNotebookImage: 0, registerImage: 0, createImage: 0 };

interface Stored {
	readonly urn: string;
	readonly inputs?: object;
	readonly outputs?: object;
}

/** The entry of one resource in the state. */
export const state: Section = {
	name: "state",
	about: "bytes per resource",
	async *measure({ environment }) {
		const cloud = await CloudProcess.start();
		const all = { ...RESOURCES, empty: EMPTY };
		const stack = await Stack.open(writeProgram(all), { ...environment, ...cloud.environment });
		try {
			await cloud.set({ durations: DURATIONS });
			await stack.change("up");
			const { deployment } = await stack.exportState();
			const stored = (deployment.resources ?? []) as Stored[];
			const entries = Object.keys(all).map((_name, at) => stored.find(({ urn }) => urn.endsWith(`::lab-${at}`)) ?? {});
			const empty = entries.at(-1) ?? {};
			for (const [at, name] of Object.keys(RESOURCES).entries()) yield* describeSizes(name, entries[at] ?? {}, empty);
		} finally {
			stack.close();
			cloud.close();
		}
	},
};

function writeProgram(all: Readonly<Record<string, Declared>>): string {
	const lines = Object.entries(all).map(([name, { from, inputs, idOf = {} }], at) => {
		const ids = Object.entries(idOf).map(([input, of]) => `, ${input}: all[${JSON.stringify(of)}].id`);
		return `all[${JSON.stringify(name)}] = new (${from})("lab-${at}", { ...${JSON.stringify(inputs)}${ids.join("")} });`;
	});
	return ["const all = {};", ...lines].join("\n");
}

/** Bytes of the exported state, without blanks: of the whole entry, and of the provider's part of it. */
function* describeSizes(name: string, ours: Partial<Stored>, empty: Partial<Stored>): Iterable<Row> {
	const parts: readonly (readonly [what: string, read: (stored: Partial<Stored>) => object])[] = [
		["all of it", (stored) => stored],
		["inputs and outputs", ({ inputs = {}, outputs = {} }) => ({ inputs, outputs })],
	];
	for (const [what, read] of parts) {
		const [bytes, other] = [ours, empty].map((stored) => Buffer.byteLength(JSON.stringify(read(stored))));
		if (bytes === undefined || other === undefined) continue;
		const measure = `${name}: ${what}`;
		yield { measure, unit: "bytes", ours: bytes, other, beside: "an empty notebook", ratio: bytes / other };
	}
}
