import { isDeepStrictEqual } from "node:util";
import { readTags } from "../../definition/tags";
import type { Mount } from "../../services/modelarts/notebook-mounts";
import type { EndpointBody, LeaseBody, Notebook, VolumeBody } from "../../services/modelarts/notebooks";
import { isUnfinished } from "../../lifecycle/create-safety/pending-object";
import type { Existing } from "../../lifecycle/contract";
import { isAdoptedElsewhere } from "../../lifecycle/create-safety/ownership-transfer";
import { isAsKnown, isInDoubt } from "../../lifecycle/stale-reads/read-until-known";
import { endWithSlash, IN_PLACE, isForEver, normaliseEndpoints } from "./diff";
import { isAtRest } from "./power-state";
import type { Endpoint, Inputs, Lease, NotebookMount, Outputs, Volume } from "./properties";
import { nameService } from "./wire";

/** Two leases are the same if they end within this time of one another, milliseconds: their beginnings are not exact. */
const LEASE_TOLERANCE = 60_000;

/**
 * The inputs as they are in the cloud now: what somebody changed behind our back shows up as a changed input.
 *
 * What the service does not report is kept, and so is the text of what only looks different (letters in the other case,
 * another order, defaults filled in). Tags, mounts and endpoints that the program does not declare are somebody else's.
 */
export function toReadInputs(inputs: Inputs, notebook: Notebook, mounts?: readonly Mount[]): Inputs {
	const { status, image, tags } = notebook;
	const isRunning = status === "RUNNING";
	return {
		...inputs,
		name: notebook.name ?? inputs.name,
		description: readDescription(inputs, notebook),
		flavor: notebook.flavor ?? inputs.flavor,
		imageId: image?.id ?? inputs.imageId,
		volume: notebook.volume ? readVolume(inputs.volume, notebook.volume) : inputs.volume,
		endpoints: notebook.endpoints ? readEndpoints(inputs.endpoints, notebook.endpoints) : inputs.endpoints,
		// A lease is of a run: what is left of the last one says nothing of the next.
		lease: isRunning ? readLease(inputs.lease, notebook.lease) : inputs.lease,
		feature: readDefaulted(inputs.feature, notebook.feature as Inputs["feature"], "NOTEBOOK"),
		poolId: inputs.poolId && (notebook.pool?.id ?? inputs.poolId),
		workspaceId: readDefaulted(inputs.workspaceId, notebook.workspace_id, "0"),
		tags: tags ? readTags(inputs.tags, toTagMap(tags)) : inputs.tags,
		mounts: isRunning && mounts ? readMounts(inputs.mounts, mounts) : inputs.mounts,
		desiredState: readState(inputs.desiredState, status),
	};
}

/** Of what can be changed in place, what this answer does not show. */
export function listUnread({ status, tags, endpoints, volume }: Notebook, mounts?: readonly Mount[]): (keyof Inputs)[] {
	const shown: Partial<Record<keyof Inputs, boolean>> = {
		volume: volume?.capacity !== undefined,
		endpoints: endpoints !== undefined,
		lease: status === "RUNNING",
		tags: tags !== undefined,
		mounts: mounts !== undefined,
	};
	return (Object.keys(shown) as (keyof Inputs)[]).filter((name) => !shown[name]);
}

export function toTagMap(tags: NonNullable<Notebook["tags"]>): Record<string, string> {
	return Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""]));
}

/** A mark is in the place of what the program says: ours until the create is finished, or that of who has adopted it. */
function readDescription(inputs: Inputs, { description = inputs.description }: Notebook): string {
	const isMark = isUnfinished({ description }, inputs) || isAdoptedElsewhere({ description }, inputs);
	return isMark ? inputs.description : description;
}

/** Whether a look shows a notebook as the state has it, and nothing yet of what is to be changed; mounts it never shows. */
export function isKnown(observed: Notebook, old: Existing<Inputs, Outputs>, news: Inputs): boolean {
	if (isInDoubt(old.outputs) || isUnfinished(observed, old.inputs)) return false;
	if (old.outputs.unfinished === undefined && observed.status !== old.outputs.status) return false;
	const hidden = [...listUnread(observed), "exposeToken"];
	const shown = IN_PLACE.filter((name) => !hidden.includes(name));
	return isAsKnown(old.inputs, news, shown, (inputs) => toReadInputs(inputs, observed));
}

function readVolume(declared: Volume, found: VolumeBody): Volume {
	const { category, ownership, capacity } = found;
	if (declared === null || typeof declared !== "object") return { category, ownership, capacity } as Volume;
	const read = {
		...declared,
		category: readText(declared.category, category),
		ownership: readText(declared.ownership, ownership, "MANAGED"),
		capacity: declared.capacity === undefined ? undefined : (capacity ?? declared.capacity),
		uri: declared.uri && (found.uri ?? declared.uri),
		id: declared.id && (found.id ?? declared.id),
	} as Volume;
	return isDeepStrictEqual(withoutOpen(read), withoutOpen(declared)) ? declared : read;
}

function withoutOpen(volume: Volume): object {
	return Object.fromEntries(Object.entries(volume).filter(([, value]) => value !== undefined));
}

/** The text as declared if it is the same in other letters, or what is assumed where nothing is declared. */
function readText(declared: string | undefined, found: string | undefined, standard?: string): string | undefined {
	if (found === undefined) return declared;
	return found.toUpperCase() === (declared ?? standard)?.toUpperCase() ? declared : found;
}

/** Declared ways in as they are now; its own page, and what only the service knows of a way in, are no drift. */
function readEndpoints(declared: Endpoint[] | undefined, found: EndpointBody[]): Endpoint[] | undefined {
	if (!Array.isArray(declared)) return declared;
	const read = declared.flatMap((endpoint) => {
		const there = found.find((one) => nameService(one) === endpoint?.service);
		if (!there) return [];
		const { keyPairNames, allowedAccessIps } = endpoint;
		return [
			{
				...endpoint,
				...(keyPairNames && { keyPairNames: there.key_pair_names ?? there.ssh_keys ?? keyPairNames }),
				...(allowedAccessIps && { allowedAccessIps: there.allowed_access_ips ?? allowedAccessIps }),
			},
		];
	});
	return isDeepStrictEqual(normaliseEndpoints(read), normaliseEndpoints(declared)) ? declared : read;
}

/** What was asked for: a renewal adds what had passed until then. */
function readLease(declared: Lease | undefined, found: LeaseBody | undefined): Lease | undefined {
	// Where nothing is declared, a user may renew it as often as he wants to.
	if (!declared || typeof declared !== "object" || !found) return declared;
	if (found.enable === false || (found.duration ?? 0) < 0) return isForEver(declared) ? declared : { enable: false };

	const { duration, create_at: start = 0, update_at: renewed = start, type } = found;
	const asked = duration === undefined ? declared.duration : duration - (renewed - start);
	const desired = declared.duration ?? 3_600_000;
	const isSame = !isForEver(declared) && asked !== undefined && Math.abs(asked - desired) < LEASE_TOLERANCE;
	const read = readText(declared.type, type, "TIMING") as Lease["type"];
	if (isSame && read === declared.type) return declared;
	return { ...(declared.enable && { enable: true }), duration: isSame ? declared.duration : asked, type: read };
}

/** Declared mounts that are there; whoever mounts more does so at his own risk. */
function readMounts(declared: NotebookMount[] | undefined, found: readonly Mount[]): NotebookMount[] | undefined {
	if (!Array.isArray(declared)) return declared;
	const there = declared.filter((mount) => found.some((one) => isMounted(one) && isSameMount(one, mount)));
	return there.length === declared.length ? declared : there;
}

export function isMounted({ status = "MOUNTED" }: Mount): boolean {
	return status === "MOUNTED" || status === "MOUNTING";
}

export function isSameMount({ mount_path: path, uri }: Partial<Mount>, mount: NotebookMount | undefined): boolean {
	return (
		endWithSlash(path) === endWithSlash(mount?.mountDirectory) && endWithSlash(uri) === endWithSlash(mount?.storagePath)
	);
}

function readDefaulted<Text extends string>(declared: Text | undefined, found: Text | undefined, standard: Text) {
	return found === undefined || found === (declared ?? standard) ? declared : found;
}

/** Only a state that the user asked to be kept can drift. */
function readState(declared: Inputs["desiredState"], status: string | undefined): Inputs["desiredState"] {
	if (declared === undefined || !isAtRest(status)) return declared;
	if (status === "RUNNING") return "RUNNING";
	return status === "STOPPED" || status === "START_FAILED" || status === "FROZEN" ? "STOPPED" : declared;
}
