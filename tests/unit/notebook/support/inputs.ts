import type { Inputs } from "../../../../provider/resources/notebook/definition";

export const hour = 3_600_000;

/** The least that a notebook is made of, after its check. */
export const least: Inputs = {
	identity: "shop:dev:lab#0123456789abcdef0123-0123456",
	name: "lab",
	description: "ours",
	flavor: "modelarts.vm.cpu.2u",
	imageId: "image-1",
	volume: { category: "EVS", capacity: 10 },
};
