import type { Definition } from "./definition/definition";
import type { Context, Handler, Properties } from "./lifecycle/contract";
import { cloudImage } from "./resources/cloud-image/definition";
import { cloudImage as cloudImageHandler } from "./resources/cloud-image/handler";
import { recallInputs } from "./resources/cloud-image/import/infer-inputs";
import { customImage } from "./resources/custom-image/definition";
import { customImage as customImageHandler } from "./resources/custom-image/handler";
import { notebook } from "./resources/notebook/definition";
import { notebook as notebookHandler } from "./resources/notebook/handler";
import { declareUnread as declareUnreadOfNotebook } from "./resources/notebook/import";
import { notebookImage } from "./resources/notebook-image/definition";
import { notebookImage as notebookImageHandler } from "./resources/notebook-image/handler";
import { notebookInstance } from "./resources/notebook-instance/definition";
import { notebookInstance as notebookInstanceHandler } from "./resources/notebook-instance/handler";
import { declareUnread as declareUnreadOfInstance } from "./resources/notebook-instance/import";

/**
 * The registry: the one list of all kinds of resource, for whatever works on every kind (the command, the package schema,
 * the reference pages, tests). A program, and a provider process, load only the kinds that they use.
 */
export const kinds = {
	NotebookInstance: describe(notebookInstance, notebookInstanceHandler, { declareUnread: declareUnreadOfInstance }),
	Notebook: describe(notebook, notebookHandler, { declareUnread: declareUnreadOfNotebook }),
	CustomImage: describe(customImage, customImageHandler),
	NotebookImage: describe(notebookImage, notebookImageHandler),
	CloudImage: describe(cloudImage, cloudImageHandler, { recallInputs }),
} as const satisfies { readonly [Name in string]: Kind<Name> };

/** The classes: `NotebookInstance`. */
export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as KindName[];

/** What an import of an object that no program has declared needs besides a read. */
interface Importing {
	/** Those inputs of an object that a read compares only where they are declared. */
	readonly declareUnread?: (id: string, context: Context) => Promise<Properties>;

	/** The inputs that an ownership marker was made of, of those that were read. */
	readonly recallInputs?: (read: Properties, marker: string) => Properties;
}

/** A kind of resource. */
export interface Kind<Name extends string = KindName> extends Importing {
	/** The class: `NotebookInstance`. */
	readonly name: Name;

	/** Pulumi's type: `pulumi-nodejs:dynamic/modelarts:NotebookInstance`. */
	readonly token: string;

	/** The value of `__provider` in every state file. */
	readonly provider: string;

	readonly definition: Definition;
	readonly handler: Handler<Properties, Properties>;
}

export function findKind(token: string): Kind | undefined {
	return Object.values(kinds).find((kind) => kind.token === token);
}

// Each kind has its own types of inputs and outputs; whoever works on every kind has JSON from states and services.
function describe<Name extends string, Inputs extends object, Outputs extends Inputs, Recalled>(
	definition: Definition & { readonly name: Name },
	handler: Handler<Inputs, Outputs>,
	importing: Omit<Importing, "recallInputs"> & {
		readonly recallInputs?: (read: Recalled, marker: string) => Recalled;
	} = {},
): Kind<Name> {
	const { name, module } = definition;
	return {
		...(importing as unknown as Importing),
		name,
		token: `pulumi-nodejs:dynamic/${module}:${name}`,
		provider: `exports.handler=()=>require("pulumi-modelarts/${name}")`,
		definition,
		handler: handler as unknown as Handler<Properties, Properties>,
	};
}
