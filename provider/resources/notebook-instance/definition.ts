import {
	type CheckedInputsOf,
	defineResource,
	type InputsOf,
	location,
	locationOutputs,
	type OutputsOf,
	type StateOf,
} from "../../definition/definition";
import { asGiven, map, object, oneOf, string } from "../../definition/fields";
import { valueAt } from "../../definition/unknown";
import { ignoreMarker } from "../../lifecycle/create-safety/ownership-transfer";
import { describeOwner } from "../../lifecycle/create-safety/ownership-marker";
import { defaultName } from "../../lifecycle/create-safety/resource-identity";
import type { PoolBody } from "../../services/modelarts/instances";
import { autoStopField, findAutoStopViolations } from "./auto-stop";
import { reportedOutputs } from "./outputs";
import { hasDrifted, isFailedCreate, readDesiredState } from "./power-state";
import { extendStorageField, findStorageViolations, listLosses, storageField } from "./storage";

const HALF_AN_HOUR = 1800;

/** Names of notebooks: letters, digits, `-` and `_`. */
const NAME = { forbidden: /[^A-Za-z0-9_-]/, length: 64 };

/** Known in some region at some time; named in messages, never required. */
export const KNOWN_FLAVORS = ["modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u", "modelarts.vm.gpu.p100"];
export const KNOWN_PROFILES = ["Multi-Engine 1.0 (python3)-cpu", "Multi-Engine 1.0 (python3)-gpu", "Python3"];

const quote = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(", ");
const word = () => string({ optional: true });

/**
 * A notebook instance of the legacy development environment (API page: "Creating a Development Environment Instance",
 * `POST /v1/{project_id}/demanager/instances`). Names are the API's in camelCase.
 */
export const notebookInstance = defineResource({
	name: "NotebookInstance",
	module: "modelarts",
	timeouts: { create: HALF_AN_HOUR, read: 120, update: HALF_AN_HOUR, delete: HALF_AN_HOUR },
	deleteBeforeReplace: true,

	inputs: {
		/**
		 * 1 to 64 letters, digits, `-` and `_`; unique among the user's notebooks of a workspace. Consoles show 20. Left out
		 * again, it stays.
		 *
		 * @default the resource's logical name and 7 hex digits
		 */
		name: string({
			optional: true,
			expected: "1 to 64 letters, digits, `-` and `_` (consoles show 20)",
			pattern: /^[A-Za-z0-9_-]{1,64}$/,
			drift: "default",
		}),

		/**
		 * Up to 512 characters, none of `& < > " ' /`.
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

		/** What the notebook comes with, such as `Multi-Engine 1.0 (python3)-cpu`; which ones exist depends on the region. */
		profileId: string({
			expected: `a profile such as ${quote(KNOWN_PROFILES)}`,
			// The service answers with an id of its own.
			response: false,
		}),

		/** Size of the machine, such as `modelarts.vm.cpu.2u`; which ones exist depends on the region. */
		flavor: string({ expected: `a flavor such as ${quote(KNOWN_FLAVORS)}`, drift: "default" }),

		/** Where the notebook keeps its files. A replacement deletes an `evs` disk with everything on it. */
		storage: storageField,

		/** Further parallel file systems (`obsfs` only, dedicated pools only). */
		extendStorage: extendStorageField,

		/**
		 * Stops the notebook by itself after a while, so that a forgotten one costs nothing. A change is for the next start.
		 *
		 * @default never stopped by itself
		 */
		autoStop: autoStopField,

		/** Free-form texts. */
		annotations: map({
			optional: true,
			serviceDefault: {},
			request: "spec.annotations",
			drift: readAnnotations,
		}),

		/** `0` or the 32 letters and digits of a workspace's id. */
		workspaceId: string({
			optional: true,
			expected: '"0" or the 32 letters and digits of a workspace',
			pattern: /^(0|[0-9a-z]{32})$/,
			serviceDefault: "0",
			request: "workspace.id",
			drift: "default",
		}),

		/**
		 * A dedicated resource pool.
		 *
		 * @default the public pool
		 */
		pool: object(
			{
				/** Its id. */
				id: string(),
				/** Its type, in the service's words. */
				type: word(),
				/** Its name. */
				name: word(),
				/** Whose it is, where it is another project's. */
				owner: object(
					{
						/** The project that it belongs to. */
						projectId: word(),
					},
					{ optional: true },
				),
			},
			{
				optional: true,
				normalize: asGiven,
				drift: (declared: PoolBody | undefined, found: PoolBody | undefined) =>
					declared && found?.id ? { ...declared, id: found.id } : declared,
			},
		),

		/** Reserved by the service. */
		aiProjectId: string({ optional: true, request: "ai_project.id" }),

		/**
		 * - `RUNNING`: kept running; one that was found stopped is started by the next `up`
		 * - `STOPPED`: kept stopped
		 * - omitted: created running; its power state is not managed afterwards
		 */
		desiredState: oneOf(["RUNNING", "STOPPED"], {
			optional: true,
			onChange: "update",
			request: false,
			response: "status",
			drift: readDesiredState,
		}),

		...location,

		/**
		 * Id of an existing notebook to adopt instead of making one; fails if that differs in what cannot be changed in
		 * place. Ignored once the notebook is in the state.
		 */
		adopt: string({ optional: true, onChange: "ignore", request: false, expected: "the id of an existing notebook" }),
	},

	outputs: {
		...locationOutputs,

		...reportedOutputs,
	},

	derivedFrom: {
		profile: ["profileId"],
		flavorDetails: ["flavor"],
		stopsAt: ["autoStop"],
		remainSeconds: ["autoStop"],
	},

	generate: (identity) => ({ name: defaultName(identity, NAME), description: describeOwner(identity) }),
	keepsGenerated: ["name"],

	*rules(inputs) {
		yield* findStorageViolations(inputs);
		yield* findAutoStopViolations(inputs);
	},

	isFailed: isFailedCreate,
	hasDrifted,
	mayDriftByItself: (outputs) =>
		outputs.desiredState === "RUNNING" && valueAt(outputs, ["autoStop", "enable"]) === true,
	describeReplacement: listLosses,
});

export type NotebookInstanceInputs = InputsOf<typeof notebookInstance>;
export type NotebookInstanceOutputs = OutputsOf<typeof notebookInstance>;
export type Storage = NotebookInstanceInputs["storage"];
export type StorageLocation = NonNullable<Storage["location"]>;
export type AutoStop = NonNullable<NotebookInstanceInputs["autoStop"]>;
export type Pool = NonNullable<NotebookInstanceInputs["pool"]>;
export type Inputs = CheckedInputsOf<typeof notebookInstance>;
export type Outputs = StateOf<typeof notebookInstance>;

type Texts = Record<string, string>;

/** Some regions echo the user's annotations, all add their own. */
function readAnnotations(declared: Texts | undefined, found: Texts | undefined): Texts | undefined {
	return declared && Object.fromEntries(Object.entries(declared).map(([name, text]) => [name, found?.[name] ?? text]));
}
