import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { adopt } from "../../lifecycle/create-safety/adopt";
import { MAY_BE_ANOTHERS } from "../../lifecycle/create-safety/pending-object";
import { parseIdentity } from "../../lifecycle/create-safety/resource-identity";
import { readDescription } from "../../lifecycle/create-safety/ownership-marker";
import { adviseOnUnmanaged, describeUnmanaged } from "../../lifecycle/create-safety/describe-unmanaged";
import { refuseAdoption } from "../../lifecycle/create-safety/claim-rules";
import { get } from "./poll";

/** A request that was sent has its effect within this time, milliseconds: clocks and reads that lag included. */
const EFFECT = 10 * 60_000;

/** What was wanted of an image that may be what an earlier attempt made. */
export interface DesiredImage {
	readonly description: string;
	readonly identity: string;

	/** Inputs that differ. */
	readonly differences: readonly string[];

	/** See `Creation`. */
	readonly place?: string;
}

/**
 * Why an image may not be taken for our own. The marker in a default description cannot be changed, so it says nothing of
 * whether a create was finished: taken is only what this very create has asked for, in this run or in one that was
 * interrupted on this machine. A user's own description is no marker: then it has to be registered since.
 */
export function refuseImage(
	found: RegisteredImageResponse,
	desired: DesiredImage,
	since: number,
	{ cloud, intent }: Context,
): string | undefined {
	const marker = readDescription(found.description, desired.identity);
	if (marker && marker.identity !== desired.identity) return MAY_BE_ANOTHERS;
	const hasMarker = readDescription(desired.description, desired.identity) !== undefined;
	const isMarked = hasMarker && parseIdentity(desired.identity).incarnation !== undefined;
	const registeredAt = found.create_at ?? 0;
	if (!isMarked && registeredAt < since) return "nothing shows that this resource registered it";
	const asked = Date.parse(intent.read()?.askedAt ?? "");
	if (!isMarked && registeredAt > asked + EFFECT) return "it was registered after the last request of this resource";
	const rival = isMarked || desired.place === undefined ? undefined : intent.findConcurrentCreator(desired.place);
	if (rival !== undefined) return `another resource of this program, "${rival}", makes one there as well`;

	return refuseAdoption(
		{ description: found.description ?? "", createdAt: found.create_at, differences: desired.differences },
		desired.description,
		cloud.clock.now(),
	);
}

/** The first that no other resource of this run has; else the first, which is named. */
export function preferFree(
	images: readonly RegisteredImageResponse[],
	{ intent }: Context,
): RegisteredImageResponse | undefined {
	return images.find(({ id }) => intent.findOwner({ id }) === undefined) ?? images[0];
}

/** The image that this machine made, if it is still there and has not failed. */
export async function recallImage(
	id: string | undefined,
	context: Context,
): Promise<RegisteredImageResponse | undefined> {
	const found = id === undefined ? undefined : await get(id, context);
	return found && !["DELETED", "CREATE_FAILED", "ERROR"].includes(found.status ?? "") ? found : undefined;
}

/** An image that the user wants to go on with. */
export function adoptImage<Inputs extends { readonly adopt?: string }>(
	desired: Inputs,
	read: (found: RegisteredImageResponse) => Inputs,
	differ: (there: Inputs) => readonly (keyof Inputs & string)[],
	context: Context,
): Promise<RegisteredImageResponse> {
	const { adopt: id = "" } = desired;
	return adopt({ what: "registered image", id, desired, get: () => get(id, context), read, differ }, context);
}

/** The service does not tell who registered it. */
export function explainConflict(
	path: string,
	found: RegisteredImageResponse | undefined,
	refusal = "it cannot be seen",
): string {
	const which = found ? ` (image ${describeUnmanaged({ id: found.id, createdAt: found.create_at })})` : "";
	return (
		`The path ${path} is registered already${which}, and that was not touched: ${refusal}. ` +
		`Choose another path or delete that registration${adviseOnUnmanaged(found)}`
	);
}
