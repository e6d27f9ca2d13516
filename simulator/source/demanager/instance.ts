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

/** What the service keeps and shows of an instance; what depends on the moment is added when it is shown. */
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

/** A change of status that is to come, and what it brings. */
export interface Step {
	readonly at: number;
	readonly status: string;
	readonly failure?: { readonly reasons: FailedReasons | null; readonly errorCode?: string };
}

export interface Instance {
	readonly id: string;
	readonly projectId: string;
	readonly record: InstanceRecord;
	/** Secret: what the token operation hands out. */
	readonly token: string;
	/** What is going to happen by itself, soonest first. */
	steps: Step[];
	/** When the auto-stop strikes; only while running. */
	stopAt?: number;
	/** Since when it queues. */
	queuedAt?: number;
}
