import type { Lease } from "./lease";

/** The documented states; the same in both editions. */
export const notebookStatuses = [
	"INIT",
	"CREATING",
	"STARTING",
	"STOPPING",
	"DELETING",
	"RUNNING",
	"STOPPED",
	"SNAPSHOTTING",
	"CREATE_FAILED",
	"START_FAILED",
	"DELETE_FAILED",
	"ERROR",
	"DELETED",
	"FROZEN",
] as const;

export interface Endpoint {
	service?: string | null;
	key_pair_names?: readonly string[] | null;
	allowed_access_ips?: readonly string[] | null;
}

export interface Tag {
	readonly key: string;
	readonly value: string;
}

export interface Volume {
	category: string;
	ownership: string;
	capacity?: number;
	mount_path: string;
	/** Only during a change (INITIALIZING, RESIZING, DELETING) or after a failure. */
	status?: string;
	uri?: string;
	id?: string;
	read_only?: boolean;
}

/** The stored fields of a notebook; fields that depend on the current time are added when it is shown. */
export interface NotebookRecord {
	name: string;
	description: string;
	status: string;
	feature: string;
	flavor: string;
	fail_reason?: string;
	image: Record<string, unknown>;
	volume: Volume;
	endpoints: Endpoint[];
	pool?: { id: string; name: string };
	workspace_id: string;
	user: { id: string; name: string; domain: { id: string; name: string } };
	tags: Tag[];
	hooks?: unknown;
	create_at: number;
	update_at: number;
}

/** A planned change of the status. */
export interface NotebookStep {
	readonly at: number;
	readonly status: string;
	readonly failReason?: string;
}

/** A planned change of the volume. */
export interface VolumeStep {
	readonly at: number;
	readonly status: string | undefined;
	readonly capacity?: number;
}

/** Storage that is mounted into a running notebook. */
export interface Mount {
	readonly id: string;
	readonly record: {
		category: string;
		mount_path: string;
		uri: string;
		status: string;
		failure_reason?: string;
		efs_id?: string;
		/** `DYNAMIC`: mounted and unmounted while the notebook runs. */
		mount_type: string;
	};
	steps: { readonly at: number; readonly status: string; readonly failureReason?: string }[];
}

/** The progress of a create or a start through the four steps. */
export interface Progress {
	readonly from: number;
	readonly end: number;
	/** The number of the step that fails at its end; the first is 1. */
	readonly failedStep?: number;
}

export interface Notebook {
	readonly id: string;
	readonly projectId: string;
	readonly record: NotebookRecord;
	readonly lease: Lease;
	/** Secret; each start creates a new one. */
	token: string;
	readonly sshPort: number;
	/** The planned changes, earliest first. */
	steps: NotebookStep[];
	volumeSteps: VolumeStep[];
	mounts: Mount[];
	progress?: Progress;
}
