import type { HiddenInputs, HiddenOutputs } from "../../lifecycle/contract";

/**
 * What users write and read: the inputs and outputs of a notebook of the current API.
 *
 * API page: ModelArts "Creating a Notebook Instance", `POST /v1/{project_id}/notebooks`. Names are the API's in
 * camelCase.
 */

/** Where a notebook keeps its files. */
export interface Volume {
	/**
	 * In any case; which ones exist depends on the region. A change replaces the notebook.
	 *
	 * - `EVS`: a disk of its own; **it is deleted with the notebook, content included**
	 * - `EFS`, `SFS`: a shared file system
	 * - `OBS`, `OBSFS`: a bucket or a parallel file system; Huawei Cloud only
	 */
	category: "EVS" | "EFS" | "SFS" | "OBS" | "OBSFS" | "evs" | "efs" | "sfs" | "obs" | "obsfs";

	/**
	 * `MANAGED`: the service makes it; `DEDICATED`: it is there already, `EFS` only, named by `uri` and `id`. A change
	 * replaces the notebook.
	 *
	 * @default "MANAGED"
	 */
	ownership?: "MANAGED" | "DEDICATED" | "managed" | "dedicated";

	/**
	 * GB, `5` to `4096`. It grows in place, while the notebook runs; it cannot shrink.
	 *
	 * @default the service's: 5 for EVS, 50 for EFS
	 */
	capacity?: number;

	/** Address of a file system that is there already. A change replaces the notebook. */
	uri?: string;

	/** Id of a file system that is there already. A change replaces the notebook. */
	id?: string;
}

/** A way into the notebook besides its page. */
export interface Endpoint {
	/** `SSH`, for a local IDE; `NOTEBOOK` is the page, which is there anyway. */
	service: "NOTEBOOK" | "SSH";

	/** Key pairs that open it; required by most regions for `SSH`. */
	keyPairNames?: string[];

	/**
	 * Addresses that may connect, up to five; only with a key pair.
	 *
	 * @default all
	 */
	allowedAccessIps?: string[];
}

/** Stop the notebook by itself, so that a forgotten one costs nothing. */
export interface Lease {
	/**
	 * `false`: it is never stopped by itself. The service does not document how to ask for that; live clients send a
	 * duration of `-1`.
	 *
	 * @default true
	 */
	enable?: boolean;

	/**
	 * **Milliseconds** from a start, or from the change, until it is stopped: `3600000` (an hour) to `259200000` (three
	 * days); `-1` is another way to say `enable: false`.
	 *
	 * @default the service's, an hour
	 */
	duration?: number;

	/**
	 * In any case. `timing`: after `duration`; `idle`: after `duration` without use.
	 *
	 * @default "timing"
	 */
	type?: "timing" | "idle" | "TIMING" | "IDLE";
}

/** What is run in the notebook's container. */
export interface Hook {
	/** A command, or the path of a script in the notebook. */
	script: string;

	/** `COMMAND`: `script` is a command; `SCRIPT`: it is the path of a script. */
	type: "COMMAND" | "SCRIPT";
}

export interface Hooks {
	/** Those of its container. */
	containerHooks: {
		/** Before it starts. */
		preStart?: Hook;

		/** Once it has started. */
		postStart?: Hook;
	};
}

/** A directory of a parallel file system, mounted while the notebook runs. */
export interface NotebookMount {
	/** `obs://bucket/directory/`, 256 characters at most. */
	storagePath: string;

	/** Where it appears in the notebook: `/data/` and one name, such as `/data/sets/`. */
	mountDirectory: string;
}

export interface NotebookInputs {
	/**
	 * 1 to 128 letters, digits, `-` and `_`. Need not be unique. Changed in place.
	 *
	 * @default the resource's logical name and 7 hex digits
	 */
	name?: string;

	/**
	 * Up to 512 characters, none of `& < > " ' /`. Changed in place.
	 *
	 * @default a sentence that names the Pulumi project, stack and resource
	 */
	description?: string;

	/**
	 * Size of the machine, such as `modelarts.vm.cpu.2u`; which ones exist depends on the region. Changed in place, while
	 * the notebook is stopped: one that runs is stopped for it and started again.
	 */
	flavor: string;

	/**
	 * Id of the image that it runs in: one of the service's, a `CustomImage` or a `NotebookImage`. Changed in place, while
	 * the notebook is stopped: one that runs is stopped for it and started again.
	 */
	imageId: string;

	/** Its capacity grows in place; any other change replaces the notebook, and an EVS disk with it. */
	volume: Volume;

	/**
	 * Ways into the notebook. Changed in place, while the notebook is stopped: one that runs is stopped for it and started
	 * again.
	 *
	 * @default its page only
	 */
	endpoints?: Endpoint[];

	/**
	 * Changed in place; of a stopped notebook, for its next start by Pulumi.
	 *
	 * @default stopped after an hour
	 */
	lease?: Lease;

	/**
	 * `NOTEBOOK`: billed; `DEFAULT`: the free CodeLab, one for each user. A change replaces the notebook.
	 *
	 * @default "NOTEBOOK"
	 */
	feature?: "NOTEBOOK" | "DEFAULT";

	/**
	 * A dedicated pool. A change replaces the notebook.
	 *
	 * @default the public pool
	 */
	poolId?: string;

	/**
	 * `0` or the 32 letters and digits of a workspace's id. A change replaces the notebook.
	 *
	 * @default "0"
	 */
	workspaceId?: string;

	/** A change replaces the notebook. */
	hooks?: Hooks;

	/**
	 * Up to 20; keys of up to 128 characters, values of up to 255. Huawei Cloud only. Changed in place; tags that the
	 * program does not declare are left alone.
	 */
	tags?: Record<string, string>;

	/** Changed in place, each by itself, while the notebook runs. Storages that the program does not declare are left alone. */
	mounts?: NotebookMount[];

	/**
	 * - `RUNNING`: kept running; one that was found stopped is started by the next `up`
	 * - `STOPPED`: kept stopped
	 * - omitted: created running, then left in peace
	 *
	 * Changed in place.
	 */
	desiredState?: "RUNNING" | "STOPPED";

	/**
	 * Whether the output `token` is there, as a secret of the state: with it anybody can open the notebook. Changing it
	 * changes nothing in the cloud.
	 *
	 * @default false
	 */
	exposeToken?: boolean;

	/**
	 * A change from where the notebook is replaces it.
	 *
	 * @default the region of the provider, `huaweicloud:region`
	 */
	region?: string;

	/**
	 * A change from where the notebook is replaces it.
	 *
	 * @default the project of the provider, `huaweicloud:projectId`
	 */
	projectId?: string;

	/**
	 * Id of an existing notebook to take over instead of making one; fails if that differs in what cannot be changed in
	 * place. Ignored once the notebook is in the state.
	 */
	adopt?: string;
}

export interface NotebookOutputs extends NotebookInputs {
	/** The effective name. */
	name: string;

	/** The effective description. */
	description: string;

	/** Where the notebook is. */
	region: string;

	/** Where the notebook is. */
	projectId: string;

	/** The service's word for what the notebook is doing: `RUNNING`, `STOPPED` and a dozen others. */
	status: string;

	/** Address of its page. */
	url?: string;

	/** Address for SSH, if `endpoints` ask for it; while it runs. */
	sshUri?: string;

	/** The image that it runs in. */
	image?: { id?: string; name?: string; swrPath?: string; type?: string };

	/** Name of the dedicated pool. */
	poolName?: string;

	/** `volume` as the service has it. */
	actualVolume?: {
		category?: string;
		ownership?: string;
		/** GB */
		capacity?: number;
		mountPath?: string;
		/** Of a disk: `RESIZING` while it grows. */
		status?: string;
		uri?: string;
		id?: string;
	};

	/** When it is stopped by itself, ISO 8601, UTC; not of one that never is. */
	leaseEndsAt?: string;

	/** Why the last creation or start failed. */
	failReason?: string;

	/** ISO 8601, UTC. */
	createdAt?: string;

	/** ISO 8601, UTC. */
	updatedAt?: string;

	/** Opens the notebook, for whoever has it; a secret, and only with `exposeToken`. Another one after each start. */
	token?: string;
}

/** Inputs after `check`: nothing is left open. */
export interface Inputs extends NotebookInputs, HiddenInputs {
	name: string;
	description: string;
}

/** What is in the state. */
export type Outputs = Omit<NotebookOutputs, keyof Inputs> &
	Inputs &
	HiddenOutputs & {
		/** An interrupted change has stopped it: whoever goes on with it starts it again. */
		restart?: boolean;
	};
