import type { FailedReasons } from "./instance-failures";

/** The documented states, and DELETING, which only a field report knows. */
export const instanceStatuses = [
	"CREATE_QUEUING",
	"CREATING",
	"CREATE_FAILED",
	"START_QUEUING",
	"READY_TO_START",
	"STARTING",
	"RESTARTING",
	"START_FAILED",
	"RUNNING",
	"STOPPING",
	"STOPPED",
	"UNAVAILABLE",
	"DELETING",
	"DELETED",
	"RESIZING",
	"RESIZE_FAILED",
	"UNKNOWN",
] as const;
export interface AutoStop {
	enable: boolean;
	duration: number;
	prompt: boolean;
}

/** The stored fields of an instance; fields that depend on the current time are added when it is shown. */
export interface InstanceRecord {
	name: string;
	description: string;
	status: string;
	creation_timestamp: string;
	latest_update_timestamp: string;
	profile_id: string;
	flavor: string;
	pool?: Record<string, unknown>;
	spec: {
		annotations: Record<string, string>;
		auto_stop: AutoStop;
		storage: Record<string, unknown>;
		extend_storage: unknown[] | null;
		failed_reasons: FailedReasons | null;
	};
	workspace: { id: string };
	ai_project: { id: string };
	user: { id: string; name: string };
	error_code?: string;
}

/** A planned change of the status. */
export interface Step {
	readonly at: number;
	readonly status: string;
	readonly failure?: { readonly reasons: FailedReasons | null; readonly errorCode?: string };
}

export interface Instance {
	readonly id: string;
	readonly projectId: string;
	readonly record: InstanceRecord;
	/** Secret; only the token operation returns it. */
	readonly token: string;
	/** The planned changes, earliest first. */
	steps: Step[];
	/** The time of the auto-stop; only while running. */
	stopAt?: number;
	/** The time at which it entered the queue. */
	queuedAt?: number;
}
