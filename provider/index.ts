/**
 * pulumi-modelarts: notebooks, their images, and cloud images on Huawei Cloud and Open Telekom Cloud.
 *
 * What users import: classes and types, nothing that a preview would have to load in vain.
 */
export { CloudImage, type CloudImageArgs } from "./cloud-image/resource";
export type {
	CloudImageInputs,
	CloudImageOutputs,
	FileDataImage,
	FromDataVolumes,
	FromFile,
	FromServer,
	FromVolume,
	VolumeDataImage,
} from "./cloud-image/properties";
export { CustomImage, type CustomImageArgs } from "./custom-image/resource";
export type { CustomImageInputs, CustomImageOutputs } from "./custom-image/properties";
export { Notebook, type NotebookArgs } from "./notebook/resource";
export type {
	Endpoint,
	Hook,
	Hooks,
	Lease,
	NotebookInputs,
	NotebookMount,
	NotebookOutputs,
	Volume,
} from "./notebook/properties";
export { NotebookImage, type NotebookImageArgs } from "./notebook-image/resource";
export type { NotebookImageInputs, NotebookImageOutputs } from "./notebook-image/properties";
export { NotebookInstance, type NotebookInstanceArgs } from "./notebook-instance/resource";
export type {
	AutoStop,
	NotebookInstanceInputs,
	NotebookInstanceOutputs,
	Pool,
	Storage,
	StorageLocation,
} from "./notebook-instance/properties";
export { Provider, type ProviderArgs } from "./provider";
