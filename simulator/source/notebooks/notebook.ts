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
	/** Only while something happens to it: INITIALIZING, RESIZING, DELETING, or after a failure. */
	status?: string;
	uri?: string;
	id?: string;
	read_only?: boolean;
}

/** What the service keeps and shows of a notebook; what depends on the moment is added when it is shown. */
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

/** A change of status that is to come, and what it brings. */
export interface NotebookStep {
	readonly at: number;
	readonly status: string;
	readonly failReason?: string;
}

/** What is to come of the volume. */
export interface VolumeStep {
	readonly at: number;
	readonly status: string | undefined;
	readonly capacity?: number;
}

/** Storage that was mounted while the notebook runs. */
export interface Mount {
	readonly id: string;
	readonly record: {
		category: string;
		mount_path: string;
		uri: string;
		status: string;
		failure_reason?: string;
		efs_id?: string;
		/** `DYNAMIC`: mounted and taken off while the notebook runs. */
		mount_type: string;
	};
	steps: { readonly at: number; readonly status: string; readonly failureReason?: string }[];
}

/** A create or a start on its way through the four steps. */
export interface Progress {
	readonly from: number;
	readonly end: number;
	/** The step that fails at the end, from 1 on. */
	readonly failedStep?: number;
}

export interface Notebook {
	readonly id: string;
	readonly projectId: string;
	readonly record: NotebookRecord;
	readonly lease: Lease;
	/** Secret; another one after each start. */
	token: string;
	readonly sshPort: number;
	/** What is going to happen by itself, soonest first. */
	steps: NotebookStep[];
	volumeSteps: VolumeStep[];
	mounts: Mount[];
	progress?: Progress;
}
