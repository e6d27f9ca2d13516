import { showValue } from "../checking/complaints";
import type { RegisteredImage } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { type Creation, createOnce } from "../recovery/create-once";
import { hash, type Intent } from "../recovery/intent-log";
import { describeOwner } from "../recovery/mark";
import { isSince, refuseAdoption } from "../recovery/ownership";
import { findDifferences, listReplacing } from "./changes";
import { toReadInputs } from "./drift";
import type { Inputs } from "./properties";
import { isSamePath, splitPath } from "./swr-path";
import { look } from "./watching";
import { toRegisterBody } from "./wire";

/**
 * Registers the image, exactly once. One whose description is the user's own carries no mark; it is only taken for ours
 * if it was registered since.
 */
export function registerOnce(inputs: Inputs, context: Context): Promise<RegisteredImage> {
	const creation: Creation<RegisteredImage> = {
		kind: "CustomImage",
		replacing: listReplacing(inputs),
		send: () => context.cloud.modelartsImages.registerImage(toRegisterBody(inputs), context),
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6737",
		recall: (intent) => recallImage(intent, inputs, context),
		trace: (intent) => traceImage(intent, inputs, context),
		place: hashPath(inputs.swrPath),
		looksFirst: false,
		find: async () => (await listRegistered(inputs, context))[0],
		refuse: (found, since) => refuse(found, inputs, since, context.cloud.clock.now()),
		nameFound: ({ id }) => `the image ${inputs.swrPath} (${id})`,
		explainConflict: (found, refusal) => explainConflict(inputs, found, refusal),
	};
	return createOnce(creation, context);
}

/** The image that this machine registered, if it is what is wanted now. */
async function recallImage({ id }: Intent, inputs: Inputs, context: Context): Promise<RegisteredImage | undefined> {
	const found = id === undefined ? undefined : await look(id, context);
	if (!found || ["DELETED", "CREATE_FAILED", "ERROR"].includes(found.status ?? "")) return undefined;
	return findDifferences(toReadInputs(inputs, found), { ...inputs }).length === 0 ? found : undefined;
}

/** What this machine registered under another path, or with other inputs, when its answer was lost. */
async function traceImage(intent: Intent, inputs: Inputs, context: Context): Promise<string | undefined> {
	const mark = describeOwner(inputs.identity);
	const query = { type: "DEDICATED", workspace_id: inputs.workspaceId ?? "0" } as const;
	const images = await context.cloud.modelartsImages.listImages(query, context);
	const found = images.filter(
		({ swr_path: path = "", description, status, create_at: createdAt }) =>
			status !== "DELETED" && isSince(createdAt, intent) && (description === mark || hashPath(path) === intent.place),
	);
	const names = found.map(({ id, swr_path: path }) => `the image ${path} (${id})`);
	return names.length > 0 ? names.join(", ") : undefined;
}

/** The registry may be left out. */
function hashPath(path: string): string {
	const { namespace, name, tag } = splitPath(path);
	return hash([namespace, name, tag]);
}

/** An image that is registered already and that the user wants to go on with. */
export async function takeOver(inputs: Inputs, context: Context): Promise<RegisteredImage> {
	const id = inputs.adopt ?? "";
	const found = await look(id, context);
	const { region, projectId } = context.cloud;
	if (found.status === "DELETED") {
		throw new Error(`There is no registered image ${id} to adopt in region ${region}, project ${projectId}.`);
	}

	const there = toReadInputs(inputs, found);
	const differences = findDifferences(there, { ...inputs }).map(
		(name) => `${name} is ${showValue(there[name])} there, ${showValue(inputs[name])} in the program`,
	);
	if (differences.length === 0) return found;
	throw new Error(
		`The image ${id} cannot be adopted, as it differs from the program: ${differences.join("; ")}. ` +
			"Write into the program what is there.",
	);
}

/** All images that are registered under this path, in the workspace. */
export async function listRegistered(inputs: Inputs, context: Context): Promise<RegisteredImage[]> {
	const { namespace, name } = splitPath(inputs.swrPath);
	const workspace = inputs.workspaceId ?? "0";
	// The list takes simple names only; what is under a folder is looked for in the whole organisation.
	const exact = /^[a-z0-9._-]{1,512}$/.test(name) ? { name, name_fuzzy_match: false } : {};
	const query = { ...exact, namespace, type: "DEDICATED", workspace_id: workspace } as const;
	const images = await context.cloud.modelartsImages.listImages(query, context);
	return images.filter(({ swr_path: path = "", status }) => isSamePath(path, inputs.swrPath) && status !== "DELETED");
}

function refuse(found: RegisteredImage, inputs: Inputs, since: number, now: number): string | undefined {
	const isMarked = inputs.description === describeOwner(inputs.identity);
	if (!isMarked && (found.create_at ?? 0) < since) return "nothing shows that this resource registered it";

	const differences = findDifferences(toReadInputs(inputs, found), { ...inputs });
	return refuseAdoption(
		{ description: found.description ?? "", createdAt: found.create_at, differences },
		inputs.description,
		now,
	);
}

function explainConflict(
	{ swrPath }: Inputs,
	found: RegisteredImage | undefined,
	refusal = "it cannot be seen",
): string {
	const advice = found ? `, or take it over with \`adopt: "${found.id}"\`` : "";
	return (
		`The path ${swrPath} is registered already${found ? ` (image ${found.id})` : ""}, and that was not touched: ${refusal}. ` +
		`Choose another path or delete that registration${advice}.`
	);
}
