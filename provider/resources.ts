import type { Definition } from "./definition/definition";
import { toProviderText, toToken } from "./definition/provider-text";
import type { Handler, Properties } from "./lifecycle/contract";
import type { ObjectInventory } from "./lifecycle/inventory";
import { cloudImage } from "./resources/cloud-image/definition";
import { cloudImage as cloudImageHandler } from "./resources/cloud-image/handler";
import type * as CloudImages from "./resources/cloud-image/inventory";
import { customImage } from "./resources/custom-image/definition";
import { customImage as customImageHandler } from "./resources/custom-image/handler";
import { notebook } from "./resources/notebook/definition";
import { notebook as notebookHandler } from "./resources/notebook/handler";
import type * as Notebooks from "./resources/notebook/inventory";
import { notebookImage } from "./resources/notebook-image/definition";
import { notebookImage as notebookImageHandler } from "./resources/notebook-image/handler";
import { notebookInstance } from "./resources/notebook-instance/definition";
import { notebookInstance as notebookInstanceHandler } from "./resources/notebook-instance/handler";
import type * as NotebookInstances from "./resources/notebook-instance/inventory";
import type * as RegisteredImages from "./resources/registered-image/inventory";

const loadRegisteredImages = () =>
	(require("./resources/registered-image/inventory") as typeof RegisteredImages).inventory;

/**
 * The registry: the one list of all kinds of resource, for whatever works on every kind (the command, the package schema,
 * the reference pages, tests). A program, and a provider process, load only the kinds that they use. What only the commands
 * need is loaded by them.
 */
export const kinds = {
	NotebookInstance: describe(
		notebookInstance,
		notebookInstanceHandler,
		() => (require("./resources/notebook-instance/inventory") as typeof NotebookInstances).inventory,
	),
	Notebook: describe(
		notebook,
		notebookHandler,
		() => (require("./resources/notebook/inventory") as typeof Notebooks).inventory,
	),
	CustomImage: describe(customImage, customImageHandler, loadRegisteredImages),
	NotebookImage: describe(notebookImage, notebookImageHandler, loadRegisteredImages),
	CloudImage: describe(
		cloudImage,
		cloudImageHandler,
		() => (require("./resources/cloud-image/inventory") as typeof CloudImages).inventory,
	),
} as const satisfies { readonly [Name in string]: Kind<Name> };

/** The classes: `NotebookInstance`. */
export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as KindName[];

/** A kind of resource. */
export interface Kind<Name extends string = KindName> {
	/** The class: `NotebookInstance`. */
	readonly name: Name;

	/** Pulumi's type: `pulumi-nodejs:dynamic/modelarts:NotebookInstance`. */
	readonly token: string;

	/** The value of `__provider` in every state file. */
	readonly provider: string;

	readonly definition: Definition;
	readonly handler: Handler<Properties, Properties>;

	/** Kinds that the service does not tell apart have the same one. */
	readonly loadInventory: () => ObjectInventory;
}

export function findKind(token: string): Kind | undefined {
	return Object.values(kinds).find((kind) => kind.token === token);
}

// Each kind has its own types of inputs and outputs; whoever works on every kind has JSON from states and services.
function describe<Name extends string, Inputs extends object, Outputs extends Inputs>(
	definition: Definition & { readonly name: Name },
	handler: Handler<Inputs, Outputs>,
	loadInventory: () => ObjectInventory,
): Kind<Name> {
	return {
		name: definition.name,
		token: toToken(definition),
		provider: toProviderText(definition),
		definition,
		handler: handler as unknown as Handler<Properties, Properties>,
		loadInventory,
	};
}
