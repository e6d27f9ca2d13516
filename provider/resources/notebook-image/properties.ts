import type { HiddenInputs, HiddenOutputs } from "../../lifecycle/contract";
import type { Reported } from "../registered-image/reported";

/**
 * What users write and read: the inputs and outputs of a notebook that is saved as an image.
 *
 * API page: ModelArts "Saving a Running Instance as a Container Image",
 * `POST /v1/{project_id}/notebooks/{id}/create-image`. Names are the API's in camelCase. An image cannot be changed: every
 * change saves the notebook as a new one.
 */
export interface NotebookImageInputs {
	/** The notebook that is saved; it has to run, and cannot be used meanwhile. A change replaces the image. */
	notebookId: string;

	/**
	 * Name of the image in SWR: 1 to 128 lower-case letters, digits, `-`, `_` and `.`, a letter or digit at both ends. A
	 * change replaces the image.
	 *
	 * @default the resource's logical name and 7 hex digits
	 */
	name?: string;

	/** Organisation in SWR: up to 64 characters, the first one a lower-case letter. A change replaces the image. */
	namespace: string;

	/**
	 * Up to 64 letters, digits, `-`, `_` and `.`. A change replaces the image.
	 *
	 * @default the service's choice
	 */
	tag?: string;

	/**
	 * Up to 512 characters. A change replaces the image.
	 *
	 * @default a sentence that names the Pulumi project, stack and resource
	 */
	description?: string;

	/**
	 * `0` or the 32 letters and digits of a workspace's id. A change replaces the image.
	 *
	 * @default "0"
	 */
	workspaceId?: string;

	/**
	 * Whether a notebook that is stopped is started for this, and stopped again afterwards; without it, one that does not
	 * run is an error. Changing it changes nothing by itself.
	 *
	 * @default false
	 */
	startIfStopped?: boolean;

	/**
	 * Whether a deletion takes the content in SWR with it. Not while the same path is still declared in the program or
	 * registered elsewhere: then the content stays, and a warning says so. Changing it changes nothing by itself.
	 *
	 * @default false
	 */
	purgeOnDelete?: boolean;

	/** Any text; a change saves the notebook anew, as it is then. */
	rebuild?: string;

	/**
	 * A change from where the image is replaces it.
	 *
	 * @default the region of the provider, `huaweicloud:region`
	 */
	region?: string;

	/**
	 * A change from where the image is replaces it.
	 *
	 * @default the project of the provider, `huaweicloud:projectId`
	 */
	projectId?: string;

	/**
	 * Id of an image that is there already, to take over instead of saving one; fails if that differs from the program.
	 * Ignored once the image is in the state.
	 */
	adopt?: string;
}

export interface NotebookImageOutputs extends NotebookImageInputs, Reported {
	/** The effective name. */
	name: string;

	/** The effective description. */
	description: string;

	/** Where the image is. */
	region: string;

	/** Where the image is. */
	projectId: string;

	/** Where the image is in SWR, with the tag that it has. */
	swrPath?: string;

	/** Processor that it is for. */
	arch?: string;
}

/** Inputs after `check`. */
export interface Inputs extends NotebookImageInputs, HiddenInputs {
	name: string;
	description: string;
}

/** What is in the state. */
export type Outputs = Omit<NotebookImageOutputs, keyof Inputs> &
	Inputs &
	HiddenOutputs & {
		/** The notebook was started for it: whoever goes on with it stops it again. */
		stopNotebook?: boolean;
	};
