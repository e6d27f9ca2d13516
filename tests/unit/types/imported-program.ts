import * as modelarts from "../../../provider/native";

/**
 * Checked by the compiler alone (`npm run lint`): a program as `pulumi import` writes it for TypeScript, where the CLI
 * has the official language host. It names the enums of the schema.
 */
export const instance = new modelarts.NotebookInstance("instance", {
	autoStop: { duration: 7200, enable: true, prompt: true },
	flavor: "modelarts.vm.cpu.2u",
	name: "older",
	profileId: "Multi-Engine 1.0 (python3)-cpu",
	storage: { location: { volumeSize: 20 }, type: modelarts.NotebookInstanceStorageType.Evs },
});

export const notebook = new modelarts.Notebook("notebook", {
	flavor: "modelarts.vm.cpu.2u",
	imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
	volume: { capacity: 30, category: modelarts.NotebookVolumeCategory.Evs },
	desiredState: modelarts.NotebookDesiredState.Running,
});

export const registered = new modelarts.CustomImage("registered", {
	arch: modelarts.CustomImageArch.X86_64,
	origin: modelarts.CustomImageOrigin.Customize,
	resourceCategory: [modelarts.CustomImageResourceCategory.Cpu, modelarts.CustomImageResourceCategory.Gpu],
	serviceType: modelarts.CustomImageServiceType.Unknown,
	services: [modelarts.CustomImageService.Notebook, modelarts.CustomImageService.WebIde],
	swrPath: "swr.cn-north-4.myhuaweicloud.com/course/base:1",
	visibility: modelarts.CustomImageVisibility.Private,
	workspaceId: "0",
});

export const image = new modelarts.CloudImage("image", {
	enterpriseProjectId: "0",
	imageUrl: "images:golden.qcow2",
	minDisk: 40,
	name: "golden",
	osVersion: "CentOS 7.6 64bit",
	tags: {},
});
