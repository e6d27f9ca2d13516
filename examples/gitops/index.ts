import * as pulumi from "@pulumi/pulumi";
import { Notebook } from "pulumi-modelarts";

const config = new pulumi.Config();

/** What everybody shares. Its settings are in Pulumi.<stack>.yaml: a change of them is a merge request. */
const shared = new Notebook("shared", {
	flavor: config.get("flavor") ?? "modelarts.vm.cpu.2u",
	// Without the setting it is an image that only the simulator has.
	imageId: config.get("imageId") ?? "e1a07296-22a8-4f05-8bc8-e936c8e54090",
	volume: { category: "EVS", capacity: config.getNumber("storage") ?? 20 },
	lease: { duration: 72 * 3_600_000 },
	tags: { owner: "everybody", stage: pulumi.getStack() },
});

export const url = shared.url;
