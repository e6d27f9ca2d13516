export interface StorageRequest {
	readonly type: string;
	readonly location?: {
		readonly path?: string;
		readonly volume_size?: number;
		readonly mount_path?: string;
		readonly access_modes?: string;
	} | null;
}

export interface AutoStopRequest {
	readonly enable?: boolean | null;
	readonly duration?: number | null;
	readonly prompt?: boolean | null;
	readonly stop_timestamp?: number | null;
}

/** The validated body of a create. */
export interface CreateRequest {
	readonly name: string;
	readonly profile_id: string;
	readonly description?: string | null;
	readonly flavor: string;
	readonly spec: {
		readonly storage?: StorageRequest | null;
		readonly extend_storage?: readonly StorageRequest[] | null;
		readonly auto_stop?: AutoStopRequest | null;
		readonly annotations?: Readonly<Record<string, string>> | null;
	};
	readonly workspace?: { readonly id?: string | null } | null;
	readonly pool?: Readonly<Record<string, unknown>> | null;
	readonly ai_project?: { readonly id?: string | null } | null;
}

export interface UpdateRequest {
	readonly description?: string | null;
	readonly spec?: { readonly auto_stop?: AutoStopRequest | null } | null;
}
