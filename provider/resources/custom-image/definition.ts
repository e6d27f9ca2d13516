import { isDeepStrictEqual } from "node:util";
import {
	type CheckedInputsOf,
	defineResource,
	type InputsOf,
	location,
	locationOutputs,
	type OutputsOf,
	type StateOf,
} from "../../definition/definition";
import { boolean, list, oneOf, oneOfInAnyCase, string, toSet, toUpper } from "../../definition/fields";
import { describeOwner } from "../../lifecycle/create-safety/ownership-marker";
import { reportedOutputs } from "../registered-image/outputs";
import { isSamePath } from "../registered-image/swr-path";

const HOUR = 3600;

/**
 * An image in SWR, registered in ModelArts (API page: "Registering a Custom Image", `POST /v1/{project_id}/images`).
 *
 * The API has no call to change a registered image: every change replaces it, the old one first, as a path may be
 * registered once.
 */
export const customImage = defineResource({
	name: "CustomImage",
	module: "modelarts",
	timeouts: { create: HOUR, read: 120, update: HOUR, delete: HOUR },
	deleteBeforeReplace: true,

	inputs: {
		/** Where the image is in SWR: `[registry[:port]/]namespace/image:tag`, 16 to 2048 characters. */
		swrPath: string({
			expected: "a path such as swr.region.myhuaweicloud.com/namespace/image:tag, 16 to 2048 characters",
			pattern: /^(?=[^]{16,2048}$)([^\s/]+\/)?[^\s/:@]+(\/[^\s/:@]+)+:\w[\w.-]{0,127}$/,
			drift: (declared: string, found = declared) => (isSamePath(declared, found) ? declared : found),
		}),

		/** Processor that the image is for. */
		arch: oneOfInAnyCase(["X86_64", "AARCH64"], {
			optional: true,
			serviceDefault: "X86_64",
			toRequest: toUpper,
			fromResponse: toUpper,
		}),

		/**
		 * Up to 512 characters.
		 *
		 * @default a sentence that names the Pulumi project, stack and resource
		 */
		description: string({
			optional: true,
			expected: "up to 512 characters",
			pattern: /^[^]{0,512}$/u,
			fromResponse: (found: string | undefined) => found ?? "",
			// Nobody can change it: where none is shown, it is no drift.
			drift: (declared: string | undefined, found = declared) => (found === "" ? declared : found),
		}),

		/** Where the image comes from. */
		origin: oneOf(["CUSTOMIZE", "IMAGE_SAVE"], { optional: true, serviceDefault: "CUSTOMIZE" }),

		/** What the image can run on; `ASCEND` on Huawei Cloud only. */
		resourceCategory: list(oneOf(["CPU", "GPU", "ASCEND"]), {
			optional: true,
			min: 1,
			serviceDefault: ["CPU", "GPU"],
			normalize: toSet,
			response: "resource_categories",
		}),

		/** What the image is for. */
		serviceType: oneOf(["COMMON", "INFERENCE", "TRAIN", "DEV", "UNKNOWN"], {
			optional: true,
			serviceDefault: "UNKNOWN",
		}),

		/** How it can be used; all but the first two on Huawei Cloud only. */
		services: list(oneOf(["NOTEBOOK", "SSH", "AI_FLOW", "MA_STUDIO", "TENSOR_BOARD", "WEB_IDE"]), {
			optional: true,
			min: 1,
			serviceDefault: ["NOTEBOOK", "SSH"],
			normalize: toSet,
			response: "dev_services",
			drift: readServices,
		}),

		/** `PUBLIC`: whoever knows its id may use it; `HIDDEN` on Huawei Cloud only. */
		visibility: oneOf(["PRIVATE", "PUBLIC", "HIDDEN"], { optional: true, serviceDefault: "PRIVATE" }),

		/** `0` or the 32 letters and digits of a workspace's id. */
		workspaceId: string({
			optional: true,
			expected: '"0" or the 32 letters and digits of a workspace',
			pattern: /^(0|[0-9a-z]{32})$/,
			serviceDefault: "0",
		}),

		/** Ascend chip that the image is made for; Huawei Cloud only. */
		flavorType: oneOf(["ASCEND_SNT9", "ASCEND_SNT9B", "ASCEND_SNT3"], { optional: true }),

		/** Enterprise registry that holds it; Huawei Cloud only. */
		swrInstanceId: string({ optional: true, expected: "the id of an enterprise registry" }),

		/** Up to 3000 characters; Huawei Cloud only. Cannot be read back, so drift is not detected. */
		readMe: string({ optional: true, expected: "up to 3000 characters", pattern: /^[^]{0,3000}$/u, response: false }),

		/**
		 * Whether a deletion takes the content in SWR with it. Not while the same path is still declared in the program or
		 * registered elsewhere: then the content stays, and a warning says so.
		 *
		 * @default false
		 */
		purgeOnDelete: boolean({ optional: true, onChange: "ignore", request: false }),

		/** Any text; a change registers the same path anew. */
		rebuild: string({ optional: true, request: false }),

		...location,

		/**
		 * Id of a registered image to adopt instead of registering one; fails if that differs from the program. Ignored once
		 * the image is in the state.
		 */
		adopt: string({ optional: true, onChange: "ignore", request: false, expected: "the id of a registered image" }),
	},

	outputs: {
		...locationOutputs,

		/** The image part of `swrPath`. */
		name: string({ optional: true }),

		/** The organisation in SWR. */
		namespace: string({ optional: true }),

		/** The tag part of `swrPath`. */
		tag: string({ optional: true }),

		...reportedOutputs,
	},

	derivedFrom: {
		name: ["swrPath"],
		namespace: ["swrPath"],
		tag: ["swrPath"],
		devServices: ["services"],
		resourceCategories: ["resourceCategory"],
		supportedResourceCategories: ["resourceCategory"],
	},

	generate: (identity) => ({ description: describeOwner(identity) }),
	isFailed: ({ status }) => status === "CREATE_FAILED" || status === "ERROR",
});

export type CustomImageInputs = InputsOf<typeof customImage>;
export type CustomImageOutputs = OutputsOf<typeof customImage>;
export type Inputs = CheckedInputsOf<typeof customImage>;
export type Outputs = StateOf<typeof customImage>;

/** Responses name services that no request can ask for: those that are there besides, the service added by itself. */
function readServices(declared: string[] | undefined, found: string[] | undefined): string[] | undefined {
	if (!declared || !found || declared.every((one) => found.includes(one))) return declared;
	return isDeepStrictEqual(toSet(declared), toSet(found)) ? declared : found;
}
