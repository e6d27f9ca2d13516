import type { OsVersion } from "./os-versions";
import type { Tags } from "./tag-rules";

/** An image to be made: what a request and its source together say of it. */
export interface ImageSpec {
	readonly name: string;
	/** Left out: the image has no `__description` at all. */
	readonly description?: string;
	readonly tags: Tags;
	/** `__data_origin`. */
	readonly origin: string;
	readonly virtualEnvType: "FusionCompute" | "Ironic" | "IsoImage" | "DataImage";
	readonly minDisk: number;
	readonly minRam: number;
	readonly maxRam?: number;
	readonly os: OsVersion;
	readonly architecture: string;
	readonly firmware: string;
	readonly cmkId?: string;
	readonly enterpriseProjectId: string;
	/** The image that the server was made from. */
	readonly parent?: string;
	/** Of a file whose size is known. */
	readonly bytes?: number;
	/** The type of the sub-job that makes it. */
	readonly jobType: string;
}
