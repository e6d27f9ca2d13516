import { cloudImage } from "../../provider/resources/cloud-image/handler";
import { notebook } from "../../provider/resources/notebook/handler";
import { notebookImage } from "../../provider/resources/notebook-image/handler";
import { notebookInstance } from "../../provider/resources/notebook-instance/handler";
import { BUILT_IN_IMAGE } from "../built-in-image";
import { checkNew } from "./check-new";
import type { SimulatedCloud } from "./simulated-cloud";

/** How one kind of resource is created in simulated time, and how its requests are distinguished. */
export interface Kind {
	/** The path of the create POST. */
	readonly path: RegExp;

	/** The simulator's name of that request, and of its duration. */
	readonly begins: "createInstance" | "createNotebook" | "createNotebookImage" | "createImage";

	/** Names of the polling operations. */
	readonly looks: readonly string[];

	/** Creates the prerequisites of so many; returns their ids. */
	prepare?(count: number, simulated: SimulatedCloud): Promise<readonly string[]>;

	/** Creates one with this name. */
	make(at: number, simulated: SimulatedCloud, prepared?: readonly string[]): Promise<unknown>;
}

const flavor = "modelarts.vm.cpu.2u";

export const kinds = {
	NotebookInstance: {
		path: /\/demanager\/instances$/,
		begins: "createInstance",
		looks: ["getInstance", "getInstanceList"],
		make(at, simulated) {
			const storage = { type: "evs", location: { volumeSize: 5 } };
			const program = { name: `lab-${at}`, profileId: "Multi-Engine 1.0 (python3)-cpu", flavor, storage };
			return notebookInstance.create(checkNew(notebookInstance, program), simulated.context());
		},
	},
	Notebook: {
		path: /\/notebooks$/,
		begins: "createNotebook",
		looks: ["showNotebook", "listNotebooks"],
		make(at, simulated) {
			const volume = { category: "EVS", capacity: 5 };
			const program = { name: `lab-${at}`, flavor, imageId: BUILT_IN_IMAGE, volume };
			return notebook.create(checkNew(notebook, program), simulated.context());
		},
	},
	NotebookImage: {
		path: /\/create-image$/,
		begins: "createNotebookImage",
		looks: ["showImage", "listImage"],
		/** A notebook for each, as a notebook cannot be saved twice at the same time. */
		async prepare(count, { services, simulator }) {
			simulator.admin.changeSettings({ durations: { createNotebook: 0 } });
			const body = { flavor, image_id: BUILT_IN_IMAGE, volume: { category: "EVS", ownership: "MANAGED", capacity: 5 } };
			const names = Array.from({ length: count }, (_none, at) => `lab-${at}`);
			const made = await Promise.all(names.map((name) => services.notebooks.createNotebook({ name, ...body })));
			return made.map(({ id }) => id);
		},
		make(at, simulated, notebookIds = []) {
			const program = { name: `image-${at}`, notebookId: notebookIds[at], namespace: "lab", tag: "1.0" };
			return notebookImage.create(checkNew(notebookImage, program), simulated.context());
		},
	},
	CloudImage: {
		path: /\/cloudimages\/action$/,
		begins: "createImage",
		looks: ["showJob", "showJobProgress", "listImages", "glanceShowImage"],
		make(at, simulated) {
			const instanceId = `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
			return cloudImage.create(checkNew(cloudImage, { name: `image-${at}`, instanceId }), simulated.context());
		},
	},
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
