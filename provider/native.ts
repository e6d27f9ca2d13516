/**
 * The same classes and arguments over the plugin `pulumi-resource-modelarts` in place of the dynamic provider: a program
 * moves by the name that it imports from, `pulumi-modelarts/native`.
 */
import type * as pulumi from "@pulumi/pulumi";
import type { Outputs } from "./pulumi/program/declared-resource";
import { NativeProvider, NativeResource } from "./pulumi/program/native-resource";
import { makeLookupFunctions, plugin } from "./pulumi/program/lookups";
import type { ProviderArgs } from "./pulumi/program/provider";
import { cloudImage, type CloudImageOutputs } from "./resources/cloud-image/definition";
import type { CloudImageArgs } from "./resources/cloud-image/resource";
import { customImage, type CustomImageOutputs } from "./resources/custom-image/definition";
import type { CustomImageArgs } from "./resources/custom-image/resource";
import { notebook, type NotebookOutputs } from "./resources/notebook/definition";
import type { NotebookArgs } from "./resources/notebook/resource";
import { notebookImage, type NotebookImageOutputs } from "./resources/notebook-image/definition";
import type { NotebookImageArgs } from "./resources/notebook-image/resource";
import { notebookInstance, type NotebookInstanceOutputs } from "./resources/notebook-instance/definition";
import type { NotebookInstanceArgs } from "./resources/notebook-instance/resource";

export * from "./native-enums";
export type { CloudImageArgs, CustomImageArgs, NotebookArgs, NotebookImageArgs, NotebookInstanceArgs, ProviderArgs };

/** An IMS cloud image; see `CloudImage` of `pulumi-modelarts`. */
export class CloudImage extends NativeResource {
	constructor(name: string, args: CloudImageArgs, options?: pulumi.CustomResourceOptions) {
		super(cloudImage, name, args, options);
	}
}
export interface CloudImage extends Outputs<CloudImageOutputs> {}

/** An image registered in ModelArts; see `CustomImage` of `pulumi-modelarts`. */
export class CustomImage extends NativeResource {
	constructor(name: string, args: CustomImageArgs, options?: pulumi.CustomResourceOptions) {
		super(customImage, name, args, options);
	}
}
export interface CustomImage extends Outputs<CustomImageOutputs> {}

/** A notebook of the current API; see `Notebook` of `pulumi-modelarts`. */
export class Notebook extends NativeResource {
	constructor(name: string, args: NotebookArgs, options?: pulumi.CustomResourceOptions) {
		super(notebook, name, args, options);
	}
}
export interface Notebook extends Outputs<NotebookOutputs> {}

/** An image saved from a notebook; see `NotebookImage` of `pulumi-modelarts`. */
export class NotebookImage extends NativeResource {
	constructor(name: string, args: NotebookImageArgs, options?: pulumi.CustomResourceOptions) {
		super(notebookImage, name, args, options);
	}
}
export interface NotebookImage extends Outputs<NotebookImageOutputs> {}

/** A notebook of the earlier API; see `NotebookInstance` of `pulumi-modelarts`. */
export class NotebookInstance extends NativeResource {
	constructor(name: string, args: NotebookInstanceArgs, options?: pulumi.CustomResourceOptions) {
		super(notebookInstance, name, args, options);
	}
}
export interface NotebookInstance extends Outputs<NotebookInstanceOutputs> {}

/** A provider with settings of its own; see `Provider` of `pulumi-modelarts`. */
export class Provider extends NativeProvider {
	constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
		super(name, args, options);
	}
}

/** Look-ups, each as an async function and as one of outputs; see `docs/reference/look-ups.md`. */
export const {
	getCloudImages,
	getCloudImagesOutput,
	getNotebookFlavors,
	getNotebookFlavorsOutput,
	getNotebookImages,
	getNotebookImagesOutput,
	getNotebooks,
	getNotebooksOutput,
	getQuotas,
	getQuotasOutput,
	getWorkspaces,
	getWorkspacesOutput,
} = makeLookupFunctions(plugin);
