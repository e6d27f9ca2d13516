import type { RegisteredImage } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { adopt } from "../recovery/adoption";
import { describeOwner } from "../recovery/mark";
import { refuseAdoption } from "../recovery/ownership";
import { look } from "./watching";

/** What was wanted of an image that may be what an earlier attempt made. */
export interface WantedImage {
	readonly description: string;
	readonly identity: string;

	/** Inputs that differ. */
	readonly differences: readonly string[];

	/** Another one of this resource may be under the same name: only a newer one is what was just begun. */
	readonly mayBeOlder?: boolean;
}

/**
 * Why an image may not be taken for our own. One whose description is the user's own carries no mark; it is only taken
 * if it was registered since.
 */
export function refuseImage(
	found: RegisteredImage,
	wanted: WantedImage,
	since: number,
	{ cloud }: Context,
): string | undefined {
	const isMarked = wanted.description === describeOwner(wanted.identity) && !wanted.mayBeOlder;
	if (!isMarked && (found.create_at ?? 0) < since) return "nothing shows that this resource registered it";

	return refuseAdoption(
		{ description: found.description ?? "", createdAt: found.create_at, differences: wanted.differences },
		wanted.description,
		cloud.clock.now(),
	);
}

/** The image that this machine made, if it is still there and has not failed. */
export async function recallImage(id: string | undefined, context: Context): Promise<RegisteredImage | undefined> {
	const found = id === undefined ? undefined : await look(id, context);
	return found && !["DELETED", "CREATE_FAILED", "ERROR"].includes(found.status ?? "") ? found : undefined;
}

/** An image that the user wants to go on with. */
export function adoptImage<Inputs extends { readonly adopt?: string }>(
	wanted: Inputs,
	read: (found: RegisteredImage) => Inputs,
	differ: (there: Inputs) => readonly (keyof Inputs & string)[],
	context: Context,
): Promise<RegisteredImage> {
	const { adopt: id = "" } = wanted;
	return adopt({ what: "registered image", id, wanted, look: () => look(id, context), read, differ }, context);
}

export function explainConflict(
	path: string,
	found: RegisteredImage | undefined,
	refusal = "it cannot be seen",
): string {
	const advice = found ? `, or take it over with \`adopt: "${found.id}"\`` : "";
	return (
		`The path ${path} is registered already${found ? ` (image ${found.id})` : ""}, and that was not touched: ${refusal}. ` +
		`Choose another path or delete that registration${advice}.`
	);
}
