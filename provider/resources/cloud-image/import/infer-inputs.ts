import type { SeenImage } from "../read-back";
import { listReplacing } from "../../../definition/diff";
import type { Field } from "../../../definition/fields";
import { findInResponse } from "../../../definition/read-back";
import { MARKER_KEY, digestOf, readTag } from "../../../lifecycle/create-safety/ownership-marker";
import type { CloudImageResponse } from "../../../services/ims/images";
import { type AnyDataImage, cloudImage, type Inputs } from "../definition";
import { isDataImage } from "../image-set";
import { readSource } from "../sources";

/** The inputs that would make images that somebody else made, as far as these can be read. */
export function toImportedInputs(given: Inputs, observed: readonly SeenImage[]): Inputs {
	const system = observed.find(({ image }) => !isDataImage(image));
	const data = observed.filter(({ image }) => isDataImage(image)).map(readDataImage);
	const [first] = observed;
	const dataImages = data.length > 0 ? data : undefined;
	if (!system) return { ...given, name: first?.image.name ?? "", dataImages };
	return { ...given, ...readSystemImage(system), dataImages };
}

function readSystemImage({ image, tags }: SeenImage): Omit<Inputs, "identity"> {
	const source = readSource(image);
	const isFile = source?.imageUrl !== undefined;
	return {
		...source,
		...readCommon(image),
		name: image.name ?? "",
		tags: withoutMarker(tags),
		enterpriseProjectId: image.enterprise_project_id,
		minDisk: isFile ? image.min_disk : undefined,
		osVersion: source?.instanceId === undefined ? image.__os_version : undefined,
		type: source?.instanceId === undefined ? readType(image.virtual_env_type) : undefined,
		architecture: isFile && image.__support_arm === "true" ? "arm" : undefined,
		hwFirmwareType: isFile && image.hw_firmware_type === "uefi" ? "uefi" : undefined,
		cmkId: isFile ? image.__system__cmkid : undefined,
	};
}

/** What the service reports of images of every source, unless it is what it assumes anyway. */
function readCommon(image: CloudImageResponse): Partial<Inputs> {
	const { inputs, sources } = cloudImage;
	const ofSources = new Set(Object.values(sources).flatMap(({ fields }) => Object.keys(fields)));
	const read = Object.entries<Field>(inputs).flatMap(([name, field]) => {
		if (ofSources.has(name)) return [];
		const found = findInResponse(name, field, image);
		return found === undefined || found === field.serviceDefault ? [] : [[name, found] as const];
	});
	return Object.fromEntries(read);
}

function readDataImage({ image, tags }: SeenImage): AnyDataImage {
	const source = readSource(image);
	return {
		name: image.name,
		description: image.__description || undefined,
		tags: withoutMarker(tags),
		volumeId: source?.volumeId,
		imageUrl: source?.imageUrl,
		minDisk: source?.imageUrl === undefined ? undefined : image.min_disk,
	};
}

function withoutMarker({ [MARKER_KEY]: _marker, ...tags }: Readonly<Record<string, string>>): Record<string, string> {
	return tags;
}

/** ISO and bare metal say so; for servers it is the default. */
function readType(type: string | undefined): Inputs["type"] {
	if (type === "Ironic") return "BMS";
	return type === "IsoImage" ? "IsoImage" : undefined;
}

type Guess = Partial<Inputs>;

/**
 * What the service tells even where no program said it (`osVersion` is detected on a disk), and what it never tells,
 * tried in all combinations; `undefined`: the program says nothing.
 */
const GUESSES: readonly ((read: Inputs) => readonly Guess[])[] = [
	({ osVersion }) => [{ osVersion }, { osVersion: undefined }],
	({ type }) => [{ type }, { type: undefined }],
	() => [{}, { osType: "Linux" }, { osType: "Windows" }, { osType: "Other" }],
	() => [{}, { isConfig: true }],
	() => [{}, { isQuickImport: true }],
];

/**
 * The inputs that an image's marker was made of: as they were read, but for what has to be otherwise, since the marker
 * holds their hash. As they were read, where nothing fits (a `rebuild` is any text).
 *
 * @param marker the value of the tag
 */
export function recallInputs(read: Inputs, marker: string): Inputs {
	const { digest } = readTag(marker, read.identity) ?? {};
	const isIt = (inputs: Inputs) => digestOf(listReplacing(cloudImage, inputs)) === digest;
	const all = GUESSES.reduce<Guess[]>(
		(before, guess) => before.flatMap((one) => guess(read).map((more) => ({ ...one, ...more }))),
		[{}],
	);
	return all.map((guess) => ({ ...read, ...guess })).find(isIt) ?? read;
}
