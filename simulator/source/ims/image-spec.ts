import type { OsVersion } from "./os-versions";
import type { Tags } from "./tag-rules";

/** The specification of an image to create, derived from a request and its source. */
export interface ImageSpec {
	readonly name: string;
	/** If omitted, the image has no `__description`. */
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
	/** The image that the server was created from. */
	readonly parent?: string;
	/** The size of the source file, if it is known. */
	readonly bytes?: number;
	/** The type of the sub-job that creates the image. */
	readonly jobType: string;
}
