import { cloudImage } from "../resources/cloud-image/handler";
import { customImage } from "../resources/custom-image/handler";
import type { Handler, Properties } from "../lifecycle/contract";
import { notebookImage } from "../resources/notebook-image/handler";
import { notebookInstance } from "../resources/notebook-instance/handler";
import { notebook } from "../resources/notebook/handler";

/** A kind of resource. */
export interface Kind {
	/** The class: `NotebookInstance`. */
	readonly name: KindName;

	/** Pulumi's type: `pulumi-nodejs:dynamic/modelarts:NotebookInstance`. */
	readonly token: string;

	/** The value of `__provider` in every state file. */
	readonly provider: string;

	readonly handler: Handler<Properties, Properties>;
}

export type KindName = "NotebookInstance" | "Notebook" | "CustomImage" | "NotebookImage" | "CloudImage";

export const kinds: Readonly<Record<KindName, Kind>> = {
	NotebookInstance: describe("NotebookInstance", "modelarts", notebookInstance),
	Notebook: describe("Notebook", "modelarts", notebook),
	CustomImage: describe("CustomImage", "modelarts", customImage),
	NotebookImage: describe("NotebookImage", "modelarts", notebookImage),
	CloudImage: describe("CloudImage", "ims", cloudImage),
};

export const kindNames = Object.keys(kinds) as KindName[];

export function findKind(token: string): Kind | undefined {
	return Object.values(kinds).find((kind) => kind.token === token);
}

/** The maximum default timeout of all operations, seconds. */
export const maxTimeout = Math.max(...Object.values(kinds).flatMap(({ handler }) => Object.values(handler.timeouts)));

// Each handler has its own types of inputs and outputs; the commands read JSON from states and services.
function describe<Inputs extends object, Outputs extends Inputs>(
	name: KindName,
	module: string,
	handler: Handler<Inputs, Outputs>,
): Kind {
	return {
		name,
		token: `pulumi-nodejs:dynamic/${module}:${name}`,
		provider: `exports.handler=()=>require("pulumi-modelarts/${name}")`,
		handler: handler as unknown as Handler<Properties, Properties>,
	};
}
