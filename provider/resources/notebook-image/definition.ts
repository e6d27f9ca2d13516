import {
	type CheckedInputsOf,
	defineResource,
	type InputsOf,
	location,
	locationOutputs,
	type OutputsOf,
	type StateOf,
} from "../../definition/definition";
import { boolean, string } from "../../definition/fields";
import type { Existing, Properties } from "../../lifecycle/contract";
import { describeOwner } from "../../lifecycle/create-safety/ownership-marker";
import { defaultName } from "../../lifecycle/create-safety/resource-identity";
import type { RegisteredImageResponse } from "../../services/modelarts/images";
import { reportedOutputs } from "../registered-image/outputs";

const HOUR = 3600;

/** What the path of an image in SWR is made of. */
const PATH = ["namespace", "name", "tag", "region", "projectId"];

/**
 * A notebook saved as an image (API page: "Saving a Running Instance as a Container Image",
 * `POST /v1/{project_id}/notebooks/{id}/create-image`). An image cannot be changed: every change saves the notebook as a
 * new one.
 */
export const notebookImage = defineResource({
	name: "NotebookImage",
	module: "modelarts",
	timeouts: { create: HOUR, read: 120, update: HOUR, delete: HOUR },

	inputs: {
		/** The notebook that is saved; it has to run, and cannot be used meanwhile. */
		notebookId: string({ expected: "the id of a notebook", request: false }),

		/**
		 * Name of the image in SWR: 1 to 128 lower-case letters, digits, `-`, `_` and `.`, a letter or digit at both ends.
		 * Left out again, it stays.
		 *
		 * @default the resource's logical name and 7 hex digits
		 */
		name: string({
			optional: true,
			expected: "1 to 128 lower-case letters, digits, `-`, `_` and `.`, a letter or digit at both ends",
			pattern: /^(?=[a-z0-9])[a-z0-9._-]{1,128}$(?<=[a-z0-9])/,
			drift: "default",
		}),

		/** Organisation in SWR: up to 64 characters, the first one a lower-case letter. */
		namespace: string({
			expected: "an organisation in SWR: up to 64 lower-case letters, digits, `-`, `_` and `.`, a letter first",
			pattern: /^[a-z][a-z0-9._-]{0,63}$/,
			drift: "default",
		}),

		/**
		 * Up to 64 letters, digits, `-`, `_` and `.`.
		 *
		 * @default the service's choice
		 */
		tag: string({
			optional: true,
			expected: "1 to 64 letters, digits, `-`, `_` and `.`, no `-` or `.` first",
			pattern: /^\w[\w.-]{0,63}$/,
		}),

		/**
		 * Up to 512 characters.
		 *
		 * @default a sentence that names the Pulumi project, stack and resource
		 */
		description: string({
			optional: true,
			expected: "up to 512 characters",
			pattern: /^[^]{0,512}$/u,
			drift: "default",
		}),

		/** `0` or the 32 letters and digits of a workspace's id. */
		workspaceId: string({
			optional: true,
			expected: '"0" or the 32 letters and digits of a workspace',
			pattern: /^(0|[0-9a-z]{32})$/,
			serviceDefault: "0",
		}),

		/**
		 * Whether a notebook that is stopped is started for this, and stopped again afterwards; without it, one that does not
		 * run is an error.
		 *
		 * @default false
		 */
		startIfStopped: boolean({ optional: true, onChange: "ignore", request: false }),

		/**
		 * Whether a deletion takes the content in SWR with it. Not while the same path is still declared in the program or
		 * registered elsewhere: then the content stays, and a warning says so.
		 *
		 * @default false
		 */
		purgeOnDelete: boolean({ optional: true, onChange: "ignore", request: false }),

		/** Any text; a change saves the notebook anew, as it is then. */
		rebuild: string({ optional: true, request: false }),

		...location,

		/**
		 * Id of an image that is there already, to adopt instead of saving one; fails if that differs from the program.
		 * Ignored once the image is in the state.
		 */
		adopt: string({ optional: true, onChange: "ignore", request: false, expected: "the id of a registered image" }),
	},

	outputs: {
		...locationOutputs,

		/** Where the image is in SWR, with the tag that it has. */
		swrPath: string({ optional: true }),

		/** Processor that it is for. */
		arch: string({ optional: true }),

		...reportedOutputs,
	},

	cannotImport:
		"The service does not return which notebook an image was saved from, so it cannot be imported as a " +
		"NotebookImage: import it as a CustomImage.",

	derivedFrom: { swrPath: ["namespace", "name", "tag"] },

	generate: (identity) => ({ name: nameBy(identity), description: describeOwner(identity) }),
	keepsGenerated: ["name"],

	// Values as they were given, in the spelling that the program has.
	composeFingerprint: (entries, inputs) => entries.map(([name]) => [name, inputs[name] ?? null]),

	isFailed: ({ status }) => status === "CREATE_FAILED" || status === "ERROR",

	describeReplacement(old, news, replaces) {
		// A path can be registered once: the old image goes first where the new one is to have its path.
		const deleteBeforeReplace = news.tag !== undefined && !replaces.some((name) => PATH.includes(name));
		return { deleteBeforeReplace, ...(replaces.includes("notebookId") && { warnings: [warnOfOtherNotebook(old)] }) };
	},
});

export type NotebookImageInputs = InputsOf<typeof notebookImage>;
export type NotebookImageOutputs = OutputsOf<typeof notebookImage>;
export type Inputs = CheckedInputsOf<typeof notebookImage>;

/** What is in the state. */
export type Outputs = StateOf<typeof notebookImage> & {
	/** The notebook was started for it: whoever resumes it stops it again. */
	stopNotebook?: boolean;
};

/** Names in SWR: what is not allowed in them becomes `-`. In lower case, and nothing but a letter or digit first. */
function nameBy(identity: string): string {
	const rule = { forbidden: /[^a-z0-9._-]/, length: 128 };
	return defaultName(identity.toLowerCase(), rule).replace(/^[._-]+/, "");
}

/** The notebook may have been lost, and the program be about to make another: then nothing else is left of the old one. */
function warnOfOtherNotebook({ id }: Existing<Properties, Properties>): string {
	return (
		`\`notebookId\` is no longer the notebook that the image ${id} was saved from. A replacement saves the other one and ` +
		"deletes this image: if its notebook has been lost, nothing else is left of that. To keep the image as it is, give " +
		'this resource the option `ignoreChanges: ["notebookId"]`.'
	);
}

/** Where the image is: as the service says, or as the program does. */
export function pathOf(
	{ namespace, name, tag }: Pick<Inputs, "namespace" | "name" | "tag">,
	image?: RegisteredImageResponse,
): string {
	return image?.swr_path ?? `${namespace}/${name}${tag === undefined ? "" : `:${tag}`}`;
}
