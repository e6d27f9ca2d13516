import type { HiddenInputs, HiddenOutputs } from "../../lifecycle/contract";
import type { Reported } from "../registered-image/reported";

/**
 * What users write and read: the inputs and outputs of a custom image registered in ModelArts.
 *
 * API page: ModelArts "Registering a Custom Image", `POST /v1/{project_id}/images`. Names are the API's in camelCase.
 * The API has no call to change a registered image: every change replaces it, the old one first, as a path may be
 * registered once.
 */
export interface CustomImageInputs {
	/**
	 * Where the image is in SWR: `[registry[:port]/]namespace/image:tag`, 16 to 2048 characters. A change replaces the
	 * image.
	 */
	swrPath: string;

	/**
	 * Processor that the image is for. A change replaces the image.
	 *
	 * @default "X86_64"
	 */
	arch?: "X86_64" | "AARCH64";

	/**
	 * Up to 512 characters. A change replaces the image.
	 *
	 * @default a sentence that names the Pulumi project, stack and resource
	 */
	description?: string;

	/**
	 * Where the image comes from. A change replaces the image.
	 *
	 * @default "CUSTOMIZE"
	 */
	origin?: "CUSTOMIZE" | "IMAGE_SAVE";

	/**
	 * What the image can run on; `ASCEND` on Huawei Cloud only. A change replaces the image.
	 *
	 * @default ["CPU", "GPU"]
	 */
	resourceCategory?: ("CPU" | "GPU" | "ASCEND")[];

	/**
	 * What the image is for. A change replaces the image.
	 *
	 * @default "UNKNOWN"
	 */
	serviceType?: "COMMON" | "INFERENCE" | "TRAIN" | "DEV" | "UNKNOWN";

	/**
	 * How it can be used; all but the first two on Huawei Cloud only. A change replaces the image.
	 *
	 * @default ["NOTEBOOK", "SSH"]
	 */
	services?: ("NOTEBOOK" | "SSH" | "AI_FLOW" | "MA_STUDIO" | "TENSOR_BOARD" | "WEB_IDE")[];

	/**
	 * `PUBLIC`: whoever knows its id may use it; `HIDDEN` on Huawei Cloud only. A change replaces the image.
	 *
	 * @default "PRIVATE"
	 */
	visibility?: "PRIVATE" | "PUBLIC" | "HIDDEN";

	/**
	 * `0` or the 32 letters and digits of a workspace's id. A change replaces the image.
	 *
	 * @default "0"
	 */
	workspaceId?: string;

	/** Ascend chip that the image is made for; Huawei Cloud only. A change replaces the image. */
	flavorType?: "ASCEND_SNT9" | "ASCEND_SNT9B" | "ASCEND_SNT3";

	/** Enterprise registry that holds it; Huawei Cloud only. A change replaces the image. */
	swrInstanceId?: string;

	/** Up to 3000 characters; Huawei Cloud only. Cannot be read back. A change replaces the image. */
	readMe?: string;

	/**
	 * Whether a deletion takes the content in SWR with it. Not while the same path is still declared in the program or
	 * registered elsewhere: then the content stays, and a warning says so. Changing it changes nothing by itself.
	 *
	 * @default false
	 */
	purgeOnDelete?: boolean;

	/** Any text; a change registers the same path anew. */
	rebuild?: string;

	/**
	 * A change from where the image is replaces it.
	 *
	 * @default the region of the provider, `huaweicloud:region`
	 */
	region?: string;

	/**
	 * A change from where the image is replaces it.
	 *
	 * @default the project of the provider, `huaweicloud:projectId`
	 */
	projectId?: string;

	/**
	 * Id of a registered image to take over instead of registering one; fails if that differs from the program. Ignored
	 * once the image is in the state.
	 */
	adopt?: string;
}

export interface CustomImageOutputs extends CustomImageInputs, Reported {
	/** The effective description. */
	description: string;

	/** Where the image is. */
	region: string;

	/** Where the image is. */
	projectId: string;

	/** The image part of `swrPath`. */
	name?: string;

	/** The organisation in SWR. */
	namespace?: string;

	/** The tag part of `swrPath`. */
	tag?: string;
}

/** Inputs after `check`. */
export interface Inputs extends CustomImageInputs, HiddenInputs {
	description: string;
}

/** What is in the state. */
export type Outputs = Omit<CustomImageOutputs, keyof Inputs> & Inputs & HiddenOutputs;
