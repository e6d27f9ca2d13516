import type { LeaseRequest } from "./lease";
import type { Endpoint, Tag } from "./notebook";

export interface VolumeRequest {
	readonly category: string;
	readonly ownership: string;
	readonly capacity?: number | null;
	readonly uri?: string | null;
	readonly id?: string | null;
	readonly mount_path?: string | null;
	readonly read_only?: boolean | null;
}

/** The validated body of a create. */
export interface CreateRequest {
	readonly name: string;
	readonly flavor: string;
	readonly image_id: string;
	readonly volume: VolumeRequest;
	readonly description?: string | null;
	readonly duration?: number | null;
	readonly lease?: LeaseRequest | null;
	readonly endpoints?: readonly Endpoint[] | null;
	readonly feature?: string | null;
	readonly pool_id?: string | null;
	readonly workspace_id?: string | null;
	readonly hooks?: unknown;
}

export interface UpdateRequest {
	readonly name?: string | null;
	readonly description?: string | null;
	readonly flavor?: string | null;
	readonly image_id?: string | null;
	readonly endpoints?: readonly Endpoint[] | null;
	readonly storage_new_size?: number | null;
	readonly hooks?: unknown;
}

export interface MountRequest {
	readonly category?: string | null;
	readonly mount_path: string;
	readonly uri: string;
	readonly efs_id?: string | null;
}

export interface TagsRequest {
	readonly tags: readonly (Pick<Tag, "key"> & Partial<Tag>)[];
}

export interface SaveImageRequest {
	readonly name?: string | null;
	readonly namespace?: string | null;
	readonly tag?: string | null;
	readonly description?: string | null;
	readonly workspace_id?: string | null;
	readonly swr_instance_id?: string | null;
}
