import * as pulumi from "@pulumi/pulumi";
import { CloudImage, CustomImage, Notebook } from "pulumi-modelarts";

const config = new pulumi.Config();
const tags = { owner: "vision", stage: pulumi.getStack() };

/** What the team's notebooks run on: an image in SWR, registered in ModelArts. */
const pytorch = new CustomImage("pytorch", {
	swrPath: config.get("swrPath") ?? "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0-cpu",
	resourceCategory: ["CPU"],
	services: ["NOTEBOOK", "SSH"],
});

/** What the team's servers boot from: a file in OBS, and a second one with the data set. */
const base = new CloudImage("base", {
	name: config.get("baseName") ?? "vision-base",
	description: "System disk and data set of the vision team",
	imageUrl: "vision-images:base-centos7.qcow2",
	minDisk: 40,
	osVersion: "CentOS 7.6 64bit",
	dataImages: [{ name: "vision-data", imageUrl: "vision-images:data.qcow2", minDisk: 100 }],
	tags,
	rebuild: config.get("rebuild"),
});

/** A server as it was when everything worked. */
const golden = new CloudImage("golden", {
	instanceId: config.get("instanceId") ?? "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
	minRam: 4096,
	tags: { ...tags, purpose: "golden" },
});

/** A notebook that runs on the registered image, and stops by itself after four hours. */
const lab = new Notebook("lab", {
	flavor: config.get("flavor") ?? "modelarts.vm.cpu.2u",
	imageId: pytorch.id,
	volume: { category: "EVS", capacity: 5 },
	lease: { duration: 4 * 3_600_000 },
	tags,
});

export const notebookUrl = lab.url;
export const notebookImageId = pytorch.id;
export const baseImageId = base.imageId;
export const dataImageIds = base.dataImageIds;
export const goldenImageId = golden.imageId;
