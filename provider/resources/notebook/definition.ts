import {
	type CheckedInputsOf,
	defineResource,
	type InputsOf,
	location,
	locationOutputs,
	type OutputsOf,
	type StateOf,
} from "../../definition/definition";
import { boolean, map, oneOf, string, toUpper } from "../../definition/fields";
import { readTags, toTagMap, withDefaultTags } from "../../definition/tags";
import { valueAt } from "../../definition/unknown";
import type { Properties } from "../../lifecycle/contract";
import { describeOwner } from "../../lifecycle/create-safety/ownership-marker";
import { ignoreMarker } from "../../lifecycle/create-safety/ownership-transfer";
import { defaultName } from "../../lifecycle/create-safety/resource-identity";
import type { NotebookResponse } from "../../services/modelarts/notebooks";
import { endpointList } from "./endpoint-list";
import { hooks } from "./hooks";
import { isDisabled, lease, type Lease } from "./lease";
import { mountList } from "./mount-list";
import { reportedOutputs } from "./outputs";
import { hasDrifted, isFailedCreate } from "./power-state";
import { findViolations } from "./rules";
import { explainShrinking, volume, warnOfLoss } from "./volume";

const HALF_HOUR = 1800;

const inputs = {
	/**
	 * 1 to 128 letters, digits, `-` and `_`. Need not be unique. Changed in place. Left out again, it stays.
	 *
	 * @default the resource's logical name and 7 hex digits
	 */
	name: string({
		optional: true,
		onChange: "update",
		expected: "1 to 128 letters, digits, `-` and `_`",
		pattern: /^[A-Za-z0-9_-]{1,128}$/,
		drift: "default",
	}),

	/**
	 * Up to 512 characters, none of `& < > " ' /`. Changed in place.
	 *
	 * @default a sentence that names the Pulumi project, stack and resource
	 */
	description: string({
		optional: true,
		onChange: "update",
		expected: "up to 512 characters, none of & < > \" ' /",
		pattern: /^[^&<>"'/]{0,512}$/u,
		drift: ignoreMarker,
	}),

	/**
	 * Size of the machine, such as `modelarts.vm.cpu.2u`; which ones exist depends on the region. Changed in place, while
	 * the notebook is stopped: one that runs is stopped for it and started again.
	 */
	flavor: string({
		onChange: "update",
		changedWhenStopped: true,
		expected: 'a flavor such as "modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u"',
		drift: "default",
	}),

	/**
	 * Id of the image that it runs in: one of the service's, a `CustomImage` or a `NotebookImage`. Changed in place, while
	 * the notebook is stopped: one that runs is stopped for it and started again.
	 */
	imageId: string({
		onChange: "update",
		changedWhenStopped: true,
		expected: "the id of an image",
		response: "image.id",
		drift: "default",
	}),

	/** Its capacity grows in place; any other change replaces the notebook, and an EVS disk with it. */
	volume,

	/**
	 * Ways into the notebook. Changed in place, while the notebook is stopped: one that runs is stopped for it and started
	 * again.
	 *
	 * @default its page only
	 */
	endpoints: endpointList,

	/**
	 * Changed in place; of a stopped notebook, for its next start by Pulumi.
	 *
	 * @default stopped after an hour
	 */
	lease,

	/** `NOTEBOOK`: billed; `DEFAULT`: the free CodeLab, one for each user. */
	feature: oneOf(["NOTEBOOK", "DEFAULT"], { optional: true, serviceDefault: "NOTEBOOK", drift: "default" }),

	/**
	 * A dedicated pool.
	 *
	 * @default the public pool
	 */
	poolId: string({ optional: true, response: "pool.id" }),

	/** `0` or the 32 letters and digits of a workspace's id. */
	workspaceId: string({
		optional: true,
		expected: '"0" or the 32 letters and digits of a workspace',
		pattern: /^(0|[0-9a-z]{32})$/,
		serviceDefault: "0",
		drift: "default",
	}),

	/** Cannot be read back, so drift is not detected. */
	hooks,

	/**
	 * Up to 20; keys of up to 128 characters, values of up to 255. Huawei Cloud only. Changed in place; tags that the
	 * program does not declare are not managed.
	 */
	tags: map({
		optional: true,
		onChange: "update",
		serviceDefault: {},
		request: false,
		response: "tags",
		fromResponse: (tags: NotebookResponse["tags"] | null) => tags && toTagMap(tags),
		drift: (declared: Record<string, string> | undefined, found: Record<string, string> | null | undefined) =>
			found ? readTags(declared, found) : declared,
	}),

	/** Changed in place, each by itself, while the notebook runs. Storages that the program does not declare are not managed. */
	mounts: mountList,

	/**
	 * - `RUNNING`: kept running; one that was found stopped is started by the next `up`
	 * - `STOPPED`: kept stopped
	 * - omitted: created running; its power state is not managed afterwards
	 *
	 * Changed in place.
	 */
	desiredState: oneOf(["RUNNING", "STOPPED"], { optional: true, onChange: "update", request: false }),

	/**
	 * Whether the output `token` is there, as a secret of the state: with it anybody can open the notebook. Changing it
	 * changes nothing in the cloud.
	 *
	 * @default false
	 */
	exposeToken: boolean({ optional: true, onChange: "update", serviceDefault: false, request: false }),

	...location,

	/**
	 * Id of an existing notebook to adopt instead of making one; fails if that differs in what cannot be changed in place.
	 * Ignored once the notebook is in the state.
	 */
	adopt: string({ optional: true, onChange: "ignore", request: false, expected: "the id of an existing notebook" }),
};

/**
 * A notebook of the current API (API page: "Creating a Notebook Instance", `POST /v1/{project_id}/notebooks`). Names are
 * the API's in camelCase.
 */
export const notebook = defineResource({
	name: "Notebook",
	module: "modelarts",
	timeouts: { create: HALF_HOUR, read: 120, update: HALF_HOUR, delete: HALF_HOUR },

	inputs,

	outputs: {
		...locationOutputs,

		...reportedOutputs,
	},

	derivedFrom: {
		image: ["imageId"],
		poolName: ["poolId"],
		"actualVolume.category": ["volume.category"],
		"actualVolume.ownership": ["volume.ownership"],
		"actualVolume.capacity": ["volume.capacity"],
		"actualVolume.mountPath": ["volume.uri", "volume.id"],
		"actualVolume.uri": ["volume.uri", "volume.id"],
		"actualVolume.id": ["volume.uri", "volume.id"],
		leaseEndsAt: ["lease"],
		sshUri: ["endpoints"],
	},
	secretOutputs: ["token"],

	generate: (identity) => ({
		name: defaultName(identity, { forbidden: /[^A-Za-z0-9_-]/, length: 128 }),
		description: describeOwner(identity),
	}),
	keepsGenerated: ["name"],
	applyDefaults: (given, { tags = {} }) => ({ ...given, tags: withDefaultTags(given.tags, tags) }),

	*rules(given, old) {
		const shrinking = explainShrinking(inputs, old, given);
		if (shrinking !== undefined) yield { path: ["volume", "capacity"], insteadOf: shrinking };
		yield* findViolations(given);
	},

	isOnlyOne,
	outsideFingerprint: ["region", "projectId"],
	isFailed: isFailedCreate,
	hasDrifted,
	mayDriftByItself: (outputs) => outputs.desiredState === "RUNNING" && !isDisabled(outputs.lease as Lease | undefined),
	describeReplacement: (old, news) => ({
		losses: warnOfLoss(old),
		...(isOnlyOne(news) && { deleteBeforeReplace: true }),
	}),
});

export type NotebookInputs = InputsOf<typeof notebook>;
export type NotebookOutputs = OutputsOf<typeof notebook>;
export type Inputs = CheckedInputsOf<typeof notebook>;

/** What is in the state. */
export type Outputs = StateOf<typeof notebook> & {
	/** An interrupted change has stopped it: whoever resumes that starts it again. */
	restart?: boolean;
};

/**
 * Whether a second one beside it would be refused, or would write to the same files. The constructor asks as well
 * (`resource.ts`), as forced replacements do not come to `diff`; only there are outputs of other resources known.
 */
export function isOnlyOne(inputs: Properties): boolean {
	return inputs.feature === "DEFAULT" || toUpper(valueAt(inputs, ["volume", "ownership"])) === "DEDICATED";
}
