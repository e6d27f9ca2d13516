/** Written by `npm run docs` from the definitions: the values of inputs and outputs. */

export const CloudImageArchitecture = { X86: "x86", Arm: "arm" } as const;
export type CloudImageArchitecture = (typeof CloudImageArchitecture)[keyof typeof CloudImageArchitecture];

export const CloudImageHwFirmwareType = { Bios: "bios", Uefi: "uefi" } as const;
export type CloudImageHwFirmwareType = (typeof CloudImageHwFirmwareType)[keyof typeof CloudImageHwFirmwareType];

export const CloudImageOsType = { Linux: "Linux", Windows: "Windows", Other: "Other" } as const;
export type CloudImageOsType = (typeof CloudImageOsType)[keyof typeof CloudImageOsType];

export const CloudImageType = {
	Ecs: "ECS",
	Bms: "BMS",
	FusionCompute: "FusionCompute",
	Ironic: "Ironic",
	IsoImage: "IsoImage",
} as const;
export type CloudImageType = (typeof CloudImageType)[keyof typeof CloudImageType];

export const CustomImageArch = { X86_64: "X86_64", Aarch64: "AARCH64" } as const;
export type CustomImageArch = (typeof CustomImageArch)[keyof typeof CustomImageArch];

export const CustomImageFlavorType = {
	AscendSnt9: "ASCEND_SNT9",
	AscendSnt9b: "ASCEND_SNT9B",
	AscendSnt3: "ASCEND_SNT3",
} as const;
export type CustomImageFlavorType = (typeof CustomImageFlavorType)[keyof typeof CustomImageFlavorType];

export const CustomImageOrigin = { Customize: "CUSTOMIZE", ImageSave: "IMAGE_SAVE" } as const;
export type CustomImageOrigin = (typeof CustomImageOrigin)[keyof typeof CustomImageOrigin];

export const CustomImageResourceCategory = { Cpu: "CPU", Gpu: "GPU", Ascend: "ASCEND" } as const;
export type CustomImageResourceCategory =
	(typeof CustomImageResourceCategory)[keyof typeof CustomImageResourceCategory];

export const CustomImageService = {
	Notebook: "NOTEBOOK",
	Ssh: "SSH",
	AiFlow: "AI_FLOW",
	MaStudio: "MA_STUDIO",
	TensorBoard: "TENSOR_BOARD",
	WebIde: "WEB_IDE",
} as const;
export type CustomImageService = (typeof CustomImageService)[keyof typeof CustomImageService];

export const CustomImageServiceType = {
	Common: "COMMON",
	Inference: "INFERENCE",
	Train: "TRAIN",
	Dev: "DEV",
	Unknown: "UNKNOWN",
} as const;
export type CustomImageServiceType = (typeof CustomImageServiceType)[keyof typeof CustomImageServiceType];

export const CustomImageVisibility = { Private: "PRIVATE", Public: "PUBLIC", Hidden: "HIDDEN" } as const;
export type CustomImageVisibility = (typeof CustomImageVisibility)[keyof typeof CustomImageVisibility];

export const GetCloudImagesVisibility = { Public: "public", Private: "private", Shared: "shared" } as const;
export type GetCloudImagesVisibility = (typeof GetCloudImagesVisibility)[keyof typeof GetCloudImagesVisibility];

export const GetNotebookFlavorsCategory = { Cpu: "CPU", Gpu: "GPU", Ascend: "ASCEND" } as const;
export type GetNotebookFlavorsCategory = (typeof GetNotebookFlavorsCategory)[keyof typeof GetNotebookFlavorsCategory];

export const GetNotebookFlavorsType = { Managed: "MANAGED", Dedicated: "DEDICATED" } as const;
export type GetNotebookFlavorsType = (typeof GetNotebookFlavorsType)[keyof typeof GetNotebookFlavorsType];

export const GetNotebookImagesArch = { X86_64: "X86_64", Aarch64: "AARCH64" } as const;
export type GetNotebookImagesArch = (typeof GetNotebookImagesArch)[keyof typeof GetNotebookImagesArch];

export const GetNotebookImagesType = { BuildIn: "BUILD_IN", Dedicated: "DEDICATED" } as const;
export type GetNotebookImagesType = (typeof GetNotebookImagesType)[keyof typeof GetNotebookImagesType];

export const GetQuotasService = { Modelarts: "modelarts", Ims: "ims" } as const;
export type GetQuotasService = (typeof GetQuotasService)[keyof typeof GetQuotasService];

export const NotebookDesiredState = { Running: "RUNNING", Stopped: "STOPPED" } as const;
export type NotebookDesiredState = (typeof NotebookDesiredState)[keyof typeof NotebookDesiredState];

export const NotebookEndpointService = { Notebook: "NOTEBOOK", Ssh: "SSH" } as const;
export type NotebookEndpointService = (typeof NotebookEndpointService)[keyof typeof NotebookEndpointService];

export const NotebookFeature = { Notebook: "NOTEBOOK", Default: "DEFAULT" } as const;
export type NotebookFeature = (typeof NotebookFeature)[keyof typeof NotebookFeature];

export const NotebookHooksContainerHooksPostStartType = { Command: "COMMAND", Script: "SCRIPT" } as const;
export type NotebookHooksContainerHooksPostStartType =
	(typeof NotebookHooksContainerHooksPostStartType)[keyof typeof NotebookHooksContainerHooksPostStartType];

export const NotebookHooksContainerHooksPreStartType = { Command: "COMMAND", Script: "SCRIPT" } as const;
export type NotebookHooksContainerHooksPreStartType =
	(typeof NotebookHooksContainerHooksPreStartType)[keyof typeof NotebookHooksContainerHooksPreStartType];

export const NotebookInstanceDesiredState = { Running: "RUNNING", Stopped: "STOPPED" } as const;
export type NotebookInstanceDesiredState =
	(typeof NotebookInstanceDesiredState)[keyof typeof NotebookInstanceDesiredState];

export const NotebookInstanceExtendStorageLocationAccessModes = {
	ReadOnlyMany: "ReadOnlyMany",
	ReadWriteMany: "ReadWriteMany",
} as const;
export type NotebookInstanceExtendStorageLocationAccessModes =
	(typeof NotebookInstanceExtendStorageLocationAccessModes)[keyof typeof NotebookInstanceExtendStorageLocationAccessModes];

export const NotebookInstanceExtendStorageType = { Evs: "evs", Obs: "obs", Obsfs: "obsfs" } as const;
export type NotebookInstanceExtendStorageType =
	(typeof NotebookInstanceExtendStorageType)[keyof typeof NotebookInstanceExtendStorageType];

export const NotebookInstanceStorageLocationAccessModes = {
	ReadOnlyMany: "ReadOnlyMany",
	ReadWriteMany: "ReadWriteMany",
} as const;
export type NotebookInstanceStorageLocationAccessModes =
	(typeof NotebookInstanceStorageLocationAccessModes)[keyof typeof NotebookInstanceStorageLocationAccessModes];

export const NotebookInstanceStorageType = { Evs: "evs", Obs: "obs", Obsfs: "obsfs" } as const;
export type NotebookInstanceStorageType =
	(typeof NotebookInstanceStorageType)[keyof typeof NotebookInstanceStorageType];

export const NotebookLeaseType = { Timing: "timing", Idle: "idle" } as const;
export type NotebookLeaseType = (typeof NotebookLeaseType)[keyof typeof NotebookLeaseType];

export const NotebookVolumeCategory = { Evs: "EVS", Efs: "EFS", Sfs: "SFS", Obs: "OBS", Obsfs: "OBSFS" } as const;
export type NotebookVolumeCategory = (typeof NotebookVolumeCategory)[keyof typeof NotebookVolumeCategory];

export const NotebookVolumeOwnership = { Managed: "MANAGED", Dedicated: "DEDICATED" } as const;
export type NotebookVolumeOwnership = (typeof NotebookVolumeOwnership)[keyof typeof NotebookVolumeOwnership];
