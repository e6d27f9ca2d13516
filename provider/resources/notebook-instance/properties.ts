import type { HiddenInputs, HiddenOutputs } from "../../lifecycle/contract";

/**
 * What users write and read: the inputs and outputs of a notebook instance.
 *
 * API page: ModelArts "Creating a Development Environment Instance",
 * `POST /v1/{project_id}/demanager/instances`. Names are the API's in camelCase.
 */

/** Where a notebook keeps its files. */
export interface Storage {
	/**
	 * - `evs`: a disk of its own; **it is deleted with the notebook, content included**
	 * - `obs`: a directory of an OBS bucket
	 * - `obsfs`: a parallel file system (dedicated pools only)
	 */
	type: "evs" | "obs" | "obsfs";

	/** Where exactly; required for `obs` and `obsfs`. */
	location?: StorageLocation;
}

export interface StorageLocation {
	/**
	 * - `obs`: an existing directory, not the bucket itself, with `/` at the end: `bucket/directory/`
	 * - `obsfs`: the name of the parallel file system
	 * - `evs`: not allowed
	 */
	path?: string;

	/**
	 * Size of the disk in GB, `5` to `4096`; `evs` only. Consoles of some regions allow `500` at most.
	 *
	 * @default 5
	 */
	volumeSize?: number;

	/**
	 * Where it appears in the notebook, below `/home/ma-user/work`; `obsfs` only.
	 *
	 * @default "/home/ma-user/work"
	 */
	mountPath?: string;

	/**
	 * Whether the notebook may write there; `obsfs` only.
	 *
	 * @default "ReadWriteMany"
	 */
	accessModes?: "ReadOnlyMany" | "ReadWriteMany";
}

/** Stop the notebook by itself after a while, so that a forgotten one costs nothing. */
export interface AutoStop {
	/**
	 * Whether it is stopped by itself.
	 *
	 * @default false
	 */
	enable?: boolean;

	/**
	 * Seconds from start to stop, `3600` to `86400`; required when `enable` is true. Holds for every later start; a
	 * change while the notebook runs takes effect at its next start.
	 */
	duration?: number;

	/**
	 * Whether the console reminds the user before it stops.
	 *
	 * @default true
	 */
	prompt?: boolean;
}

/** A dedicated resource pool. */
export interface Pool {
	/** Its id. */
	id: string;

	/** Its type, in the service's words. */
	type?: string;

	/** Its name. */
	name?: string;

	/** Whose it is, where it is another project's. */
	owner?: {
		/** The project that it belongs to. */
		projectId?: string;
	};
}

export interface NotebookInstanceInputs {
	/**
	 * 1 to 64 letters, digits, `-` and `_`; unique among the user's notebooks of a workspace. Consoles show 20.
	 * A change replaces the notebook.
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
	 * What the notebook comes with, such as `Multi-Engine 1.0 (python3)-cpu`; which ones exist depends on the region.
	 * A change replaces the notebook.
	 */
	profileId: string;

	/**
	 * Size of the machine, such as `modelarts.vm.cpu.2u`; which ones exist depends on the region. A change replaces
	 * the notebook.
	 */
	flavor: string;

	/** A change replaces the notebook, and an `evs` disk with it. */
	storage: Storage;

	/** Further parallel file systems (`obsfs` only, dedicated pools only). A change replaces the notebook. */
	extendStorage?: Storage[];

	/**
	 * Changed in place, for the next start.
	 *
	 * @default never stopped by itself
	 */
	autoStop?: AutoStop;

	/** Free-form texts. A change replaces the notebook. */
	annotations?: Record<string, string>;

	/**
	 * `0` or the 32 letters and digits of a workspace's id. A change replaces the notebook.
	 *
	 * @default "0"
	 */
	workspaceId?: string;

	/**
	 * A change replaces the notebook.
	 *
	 * @default the public pool
	 */
	pool?: Pool;

	/** Reserved by the service. A change replaces the notebook. */
	aiProjectId?: string;

	/**
	 * - `RUNNING`: kept running; one that was found stopped is started by the next `up`
	 * - `STOPPED`: kept stopped
	 * - omitted: created running, then left in peace
	 *
	 * Changed in place.
	 */
	desiredState?: "RUNNING" | "STOPPED";

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

export interface NotebookInstanceOutputs extends NotebookInstanceInputs {
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

	/** Address of the notebook while it runs; opening it takes a login to the console or the instance's token. */
	url?: string;

	/** The profile as the service knows it; its `id` need not be the `profileId` that was asked for. */
	profile?: { id?: string; name?: string; description?: string; deType?: string; flavorType?: string };

	/** The machine behind `flavor`. */
	flavorDetails?: {
		name?: string;
		/** `onSale` or `soldOut`. */
		status?: string;
		/** `CPU`, `GPU` or `ASCEND`. */
		type?: string;
		/** Such as `{"CPU": 2, "GPU": 0, "memory": "8GiB"}`. */
		params?: Record<string, unknown>;
	};

	/** Who made it. */
	user?: { id?: string; name?: string };

	/** ISO 8601, UTC. */
	createdAt?: string;

	/** ISO 8601, UTC. */
	updatedAt?: string;

	/** When `autoStop` will stop it, ISO 8601, UTC; only while it runs. */
	stopsAt?: string;

	/** Seconds until `autoStop` stops it, as of the last change of `stopsAt`. */
	remainSeconds?: number;

	/** Why the last creation or start failed. */
	failedReasons?: { code?: string; message?: string; detail?: Record<string, string> };

	/** Place in the queue of a free flavor. */
	queuing?: { status?: string; rank?: number; beginsAt?: string; endsAt?: string; remainSeconds?: number };
}

/** Inputs after `check`: nothing is left open. */
export interface Inputs extends NotebookInstanceInputs, HiddenInputs {
	name: string;
	description: string;
}

/** What is in the state. */
export type Outputs = Omit<NotebookInstanceOutputs, keyof Inputs> & Inputs & HiddenOutputs;
