import type { CloudImageResponse } from "../../services/ims/images";
import { readTags } from "../../definition/tags";
import { matchImages } from "./match-images";
import type { AnyDataImage, Inputs } from "./properties";
import { hasSystemImage } from "./source";
import { listDesiredImages } from "./desired-images";

/** An image with its tags. */
export interface SeenImage {
	readonly image: CloudImageResponse;
	readonly tags: Readonly<Record<string, string>>;
}

/**
 * The inputs as they are in the cloud now: what somebody changed behind our back shows up as a changed input.
 *
 * What cannot be read (isConfig, isQuickImport) is kept, and so is what the service only writes in another way: types by
 * their other names, RAM as text, a missing description. What it detects on a disk has outputs of its own. Tags that the
 * program does not declare are somebody else's.
 */
export function toReadInputs(inputs: Inputs, observed: readonly SeenImage[]): Inputs {
	const matched = matchImages(
		observed.map(({ image }) => image),
		inputs,
	).map((image) => observed.find((one) => one.image === image));
	const [system, ...data] = hasSystemImage(inputs) ? matched : [undefined, ...matched];
	const read = { ...inputs, dataImages: readDataImages(inputs, data) };
	return system ? { ...read, ...readSystemImage(inputs, system) } : read;
}

function readSystemImage(inputs: Inputs, { image, tags }: SeenImage): Partial<Inputs> {
	return {
		name: image.name ?? inputs.name,
		description: readText(inputs.description, image.__description ?? "", ""),
		tags: readTags(inputs.tags, tags),
		minRam: readNumber(inputs.minRam, image.min_ram),
		maxRam: readNumber(inputs.maxRam, image.max_ram),
		enterpriseProjectId:
			inputs.enterpriseProjectId && readText(inputs.enterpriseProjectId, image.enterprise_project_id ?? "0", "0"),
		hwFirmwareType: inputs.hwFirmwareType && (image.hw_firmware_type === "uefi" ? "uefi" : "bios"),
		cmkId: inputs.cmkId && image.__system__cmkid ? image.__system__cmkid : inputs.cmkId,
		type: readType(inputs.type, image.virtual_env_type),
	};
}

/** The declared data images as they are now; one that is gone is left out, so that it is made anew. */
function readDataImages(inputs: Inputs, observed: readonly (SeenImage | undefined)[]): AnyDataImage[] | undefined {
	const desired = listDesiredImages(inputs).filter(({ isData }) => isData);
	return inputs.dataImages?.flatMap((declared, at) => {
		const want = desired[at];
		const found = observed[at];
		if (!want || !found) return [];

		const name = found.image.name ?? want.name;
		const description = found.image.__description ?? "";
		const tags = readTags(want.tags, found.tags);
		return {
			...declared,
			...(name !== want.name && { name }),
			...(description !== (want.description ?? "") && { description }),
			...(tags !== want.tags && { tags }),
		};
	});
}

function readText(declared: string | undefined, found: string, standard: string): string | undefined {
	return found === (declared ?? standard) ? declared : found;
}

function readNumber(declared: number | undefined, found: number | string | undefined): number | undefined {
	const number = Number(found ?? 0);
	return declared === undefined || number === declared || Number.isNaN(number) ? declared : number;
}

function readType(declared: Inputs["type"], found: string | undefined): Inputs["type"] {
	const aliases: Record<string, string> = { FusionCompute: "ECS", Ironic: "BMS" };
	const normal = (type: string) => aliases[type] ?? type;
	if (declared === undefined || found === undefined || normal(declared) === normal(found)) return declared;
	return normal(found) as Inputs["type"];
}
