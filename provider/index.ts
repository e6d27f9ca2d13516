/**
 * pulumi-modelarts: notebooks, their images, and cloud images on Huawei Cloud and Open Telekom Cloud.
 *
 * What users import: classes and types, nothing that a preview would have to load in vain.
 */
import { makeLookupFunctions, program } from "./pulumi/program/lookups";

export { CloudImage, type CloudImageArgs } from "./resources/cloud-image/resource";
export type { CloudImageInputs, CloudImageOutputs } from "./resources/cloud-image/definition";
export type {
	FileDataImage,
	FromDataVolumes,
	FromFile,
	FromServer,
	FromVolume,
	VolumeDataImage,
} from "./resources/cloud-image/sources";
export { CustomImage, type CustomImageArgs } from "./resources/custom-image/resource";
export type { CustomImageInputs, CustomImageOutputs } from "./resources/custom-image/definition";
export { Notebook, type NotebookArgs } from "./resources/notebook/resource";
export type { NotebookInputs, NotebookOutputs } from "./resources/notebook/definition";
export type { Endpoint } from "./resources/notebook/endpoint-list";
export type { Hook, Hooks } from "./resources/notebook/hooks";
export type { Lease } from "./resources/notebook/lease";
export type { NotebookMount } from "./resources/notebook/mount-list";
export type { Volume } from "./resources/notebook/volume";
export { NotebookImage, type NotebookImageArgs } from "./resources/notebook-image/resource";
export type { NotebookImageInputs, NotebookImageOutputs } from "./resources/notebook-image/definition";
export { NotebookInstance, type NotebookInstanceArgs } from "./resources/notebook-instance/resource";
export type {
	AutoStop,
	NotebookInstanceInputs,
	NotebookInstanceOutputs,
	Pool,
	Storage,
	StorageLocation,
} from "./resources/notebook-instance/definition";
export { Provider, type ProviderArgs } from "./pulumi/program/provider";
export type { LookupArgs, LookupResult } from "./pulumi/program/lookups";

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
} = makeLookupFunctions(program);
