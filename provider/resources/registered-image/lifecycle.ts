import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Definition } from "../../definition/definition";
import type { HiddenOutputs } from "../../lifecycle/contract";
import type { CommonInputs, ResourceLifecycle } from "../../lifecycle/resource-lifecycle";
import { remove } from "./delete";
import { get, images } from "./poll";
import { type Tracked, waitUntilActive } from "./wait";

/** Inputs of both kinds of registered images. */
interface ImageInputs extends CommonInputs {
	readonly workspaceId?: string;
	readonly purgeOnDelete?: boolean;
}

type Lifecycle<
	Inputs extends ImageInputs,
	Outputs extends Inputs & HiddenOutputs,
	Image extends Tracked,
> = ResourceLifecycle<Inputs, Outputs, RegisteredImageResponse, Image>;

/** What is really one kind's own. */
interface OwnFunctions<
	Inputs extends ImageInputs,
	Outputs extends Inputs & HiddenOutputs,
	Image extends Tracked,
> extends Pick<Lifecycle<Inputs, Outputs, Image>, "create" | "toReadInputs" | "toOutputs"> {
	readonly definition: Definition;

	/** `namespace/name:tag`. */
	pathOf(inputs: Inputs, observed: RegisteredImageResponse): string;
}

/** The lifecycle of a registered image. Nothing of one can be changed: an update resumes an interrupted create. */
export function registeredImage<
	Inputs extends ImageInputs,
	Outputs extends Inputs & HiddenOutputs,
	Image extends Tracked = Tracked,
>(
	own: OwnFunctions<Inputs, Outputs, Image>,
): Lifecycle<Inputs, Outputs, Image> & Required<Pick<Lifecycle<Inputs, Outputs, Image>, "discard">> {
	const removalOf = ({ observed }: Image, inputs: Inputs) => ({
		path: own.pathOf(inputs, observed),
		workspaceId: inputs.workspaceId,
		purgeOnDelete: inputs.purgeOnDelete,
	});
	return {
		...own,
		noun: "registered image",
		get: (id, context) => get(id, context),
		look: (old, context) => images.read(context.services, old.inputs.workspaceId).read(old.id, context),
		track: (observed) => ({ observed }) as Image,
		converge: (image, inputs, _plan, context) => waitUntilActive(image, inputs, context),
		describe: ({ observed }, inputs) => ({ ...observed, title: `Image ${own.pathOf(inputs, observed)}` }),
		remove: (image, inputs, context) => remove(image, removalOf(image, inputs), context),

		async discard(image, inputs, context) {
			await remove(image, { ...removalOf(image, inputs), purgeOnDelete: false }, context);
			return "The registration was removed again; what is in SWR was not touched.";
		},

		async readBack(observed, { inputs }) {
			return { inputs: own.toReadInputs(inputs, observed), isSettled: observed.status === "ACTIVE", unread: [] };
		},
	};
}
