import type { CloudImageResponse } from "../../../services/ims/images";
import type { Context } from "../../../lifecycle/contract";
import { adoptAlone, describeDifference } from "../../../lifecycle/create-safety/adopt";
import { findReplacing } from "../../../definition/diff";
import { cloudImage, type Inputs } from "../definition";
import { listDesiredImages } from "../desired-images";
import { type ImageSet, isDataImage, matchImages } from "../image-set";
import { getImages } from "../poll";
import { toReadInputs } from "../read-back";
import { hasSystemImage, readSource } from "../sources";

/** Existing images that the user wants to go on with. */
export function takeOver(inputs: Inputs, context: Context): Promise<ImageSet> {
	const ids = (inputs.adopt ?? "").split(",").map((id) => id.trim());
	return adoptAlone("image", ids.join(","), context, () => lookAndCompare(ids, inputs, context));
}

async function lookAndCompare(ids: readonly string[], inputs: Inputs, context: Context): Promise<ImageSet> {
	const images = (await getImages(ids, context)).filter(({ status }) => status !== "killed");
	if (images.length < ids.length) {
		const { region, projectId } = context.cloud;
		throw new Error(`There is no image ${inputs.adopt} to adopt in region ${region}, project ${projectId}.`);
	}

	const matched = matchImages(images, inputs).filter((image) => image !== undefined);
	const reasons = matched.length === images.length ? listDifferences(inputs, matched) : [];
	const desired = listDesiredImages(inputs);
	if (matched.length !== images.length || matched.length !== desired.length) {
		const [there, declared] = [images.map(isDataImage), desired.map(({ isData }) => isData)];
		reasons.push(`there it is ${describeKinds(there)}, the program makes ${describeKinds(declared)}`);
	}

	if (reasons.length === 0) return { images: matched };
	throw new Error(
		`The image ${inputs.adopt} cannot be adopted, as it differs in what cannot be changed: ${reasons.join("; ")}. ` +
			"Write into the program what is there, as the console shows it.",
	);
}

function listDifferences(inputs: Inputs, images: readonly CloudImageResponse[]): string[] {
	const there = readUnchangeable(inputs, images);
	return findReplacing(cloudImage, there, inputs).flatMap((name) =>
		describeDifference(name, there[name], inputs[name]),
	);
}

/** The inputs, and in them what can be read of all that cannot be changed. */
function readUnchangeable(inputs: Inputs, images: readonly CloudImageResponse[]): Inputs {
	const [system, ...data] = hasSystemImage(inputs) ? images : [undefined, ...images];
	const read = toReadInputs(
		inputs,
		images.map((image) => ({ image, tags: {} })),
	);
	return {
		...read,
		...(system && readSource(system)),
		dataImages: read.dataImages?.map((image, at) => ({ ...image, ...(data[at] && readSource(data[at])) })),
	};
}

/** `1 system image and 2 data images`. */
function describeKinds(areData: readonly boolean[]): string {
	const data = areData.filter(Boolean).length;
	const system = areData.length - data;
	const parts = [system > 0 && `${system} system image`, data > 0 && `${data} data image${data > 1 ? "s" : ""}`];
	return parts.filter(Boolean).join(" and ");
}
