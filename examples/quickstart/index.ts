import { NotebookInstance } from "pulumi-modelarts";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

/** A notebook with a disk of its own that stops by itself after an hour, so that a forgotten one costs nothing. */
const lab = new NotebookInstance("lab", {
	description: config.get("description"),
	profileId: config.get("profileId") ?? "Multi-Engine 1.0 (python3)-cpu",
	flavor: config.get("flavor") ?? "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: config.getNumber("volumeSize") ?? 5 } },
	autoStop: { enable: true, duration: config.getNumber("stopAfterSeconds") ?? 3600 },
});

export const id = lab.id;
export const name = lab.name;
export const status = lab.status;
export const url = lab.url;
export const stopsAt = lab.stopsAt;
