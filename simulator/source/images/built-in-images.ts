import type { Core } from "../core";
import type { CustomImage } from "./image";

/** From a captured list: name, architecture, service type, and the processors that the image supports. */
const kinds = [
	["pytorch1.8-cuda10.2-cudnn7-ubuntu18.04", "x86_64", "COMMON", ["CPU", "GPU"]],
	["mindspore1.7.0-cuda10.1-py3.7-ubuntu18.04", "x86_64", "COMMON", ["CPU", "GPU"]],
	["tensorflow2.1-cuda10.1-cudnn7-ubuntu18.04", "x86_64", "UNKNOWN", ["GPU"]],
	["conda3-ubuntu18.04", "x86_64", "DEV", ["CPU"]],
	["mindspore_1.10.0-cann_6.0.1-py_3.7-euler_2.8.3", "aarch64", "TRAIN", ["ASCEND"]],
	["spark2.4.5-ubuntu18.04", "x86_64", "UNKNOWN", ["CPU"]],
] as const;

/** Fields that some real built-in images lack: the seed decides which. */
const oftenMissing = ["description", "visibility", "create_at", "update_at"];

/**
 * The service's own images: as in reality they have no origin, those for ARM have no categories, and some lack other
 * fields.
 */
export function makeBuiltInImages(core: Core): CustomImage[] {
	return kinds.map(([name, arch, serviceType, categories]) => {
		const time = core.shownNow() - 1000 * 3600 * 24 * 400;
		const tag = `${name}-20221011`;
		const image: CustomImage = {
			id: core.random.uuid("built-in image"),
			projectId: "",
			steps: [],
			record: {
				name,
				namespace: "atelier",
				tag,
				swr_path: `swr.cn-north-4.myhuaweicloud.com/atelier/${name}:${tag}`,
				arch,
				description: `${name} for AI development`,
				dev_services: ["NOTEBOOK", "SSH"],
				...(arch !== "aarch64" && { resource_categories: [...categories] }),
				service_type: serviceType,
				size: Math.round(core.random.between("built-in image", [4e8, 6e9])),
				status: "ACTIVE",
				type: "BUILD_IN",
				visibility: "PUBLIC",
				create_at: time,
				update_at: time,
				workspace_id: "0",
				tags: [],
				swr_instance_id: null,
				show_name: name,
				show_tag: tag,
			},
		};
		for (const field of oftenMissing) if (core.random.fraction("built-in image") < 0.5) delete image.record[field];
		return image;
	});
}
