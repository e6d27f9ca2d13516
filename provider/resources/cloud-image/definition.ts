import {
	type CheckedInputsOf,
	defineResource,
	type InputsOf,
	location,
	locationOutputs,
	type OutputsOf,
	type StateOf,
} from "../../definition/definition";
import { integer, list, map, string } from "../../definition/fields";
import { toTime } from "../../definition/read-back";
import { withDefaultTags, withDefaultTagsInside } from "../../definition/tags";
import { defaultName } from "../../lifecycle/create-safety/resource-identity";
import { findRuleViolations } from "./rules";
import { description, name, onSystemImage, sources, tags } from "./sources";
import { findWarnings } from "./warnings";

const HOUR = 3600;

/** Names of images, default names without Chinese characters, which not all regions take. */
const NAME = { forbidden: /[^A-Za-z0-9._ -]/, length: 128 };

const megabytes = {
	optional: true,
	onChange: onSystemImage,
	min: 0,
	max: 1024 * 1024 * 64,
	unit: "MB",
	serviceDefault: 0,
	fromResponse: readNumber,
} as const;

/**
 * An image of IMS, or the images that one request makes (API page: IMS "Creating an Image", `POST
 * /v2/cloudimages/action`). Names are the API's in camelCase.
 */
export const cloudImage = defineResource({
	name: "CloudImage",
	module: "ims",
	timeouts: { create: HOUR, read: 120, update: HOUR, delete: HOUR },

	inputs: {
		/**
		 * 1 to 128 letters, digits, Chinese characters, spaces, `.` `_` `-`, no space at either end. Left out again, it stays.
		 *
		 * @default the resource's logical name and 7 hex digits
		 */
		name: string(name),

		/** Up to 1024 characters in one line, none of `<` `>`. */
		description: string({ ...description, serviceDefault: "", drift: "default" }),

		/**
		 * Keys of 1 to 128 and values of up to 255 characters; 19 at most, as the provider adds one of its own, `pulumi`.
		 * Many regions allow keys of 36, values of 43, and 10 tags an image. Tags that the program does not know are left
		 * alone.
		 *
		 * @default `huaweicloud:defaultTags`
		 */
		tags: map({ ...tags, serviceDefault: {} }),

		/** `0` for the default one, else a UUID. Taken out of the program, it stays as it is. */
		enterpriseProjectId: string({
			optional: true,
			onChange: onSystemImage,
			keepWhenOmitted: true,
			expected: '"0" or the id of an enterprise project',
			serviceDefault: "0",
			fromResponse: (found: string | undefined) => found ?? "0",
		}),

		/**
		 * Megabytes that a server needs at least.
		 *
		 * @default 0, no limit
		 */
		minRam: integer(megabytes),

		/**
		 * Megabytes that a server may have at most.
		 *
		 * @default 0, no limit
		 */
		maxRam: integer(megabytes),

		/** Any text; a change makes a new image from the same source. */
		rebuild: string({ optional: true, request: false }),

		...location,

		/**
		 * Id of an existing image (several: joined by commas) to adopt instead of making one; fails if that differs in what
		 * cannot be changed in place. Ignored once the image is in the state.
		 */
		adopt: string({ optional: true, onChange: "ignore", request: false, expected: "the id of an existing image" }),
	},

	sources,

	outputs: {
		...locationOutputs,

		/** The effective name. */
		name: string({ response: false }),

		/** Id of the image, of the system image where there are several; use this, not the resource's id. */
		imageId: string({ optional: true, response: "id" }),

		/** Ids of all images: the system image, then the data images in the order of the request. */
		imageIds: list(string(), { optional: true }),

		/** Ids of the data images, in the order of the request. */
		dataImageIds: list(string(), { optional: true }),

		/** `active` once it can be used. */
		status: string(),

		/** The job that made it. */
		jobId: string({ optional: true }),

		/** Bytes. */
		size: integer({
			optional: true,
			response: "__image_size",
			fromResponse: (found) => readNumber(found) || undefined,
		}),

		/** Gigabytes that the service asks of a system disk. */
		actualMinDisk: integer({ optional: true, response: "min_disk" }),

		/** What the service found on the disk. */
		detectedOsVersion: string({ optional: true, response: "__os_version" }),

		/** Family of the operating system. */
		platform: string({ optional: true, response: "__platform" }),

		/** `private`, `shared` or `public`. */
		visibility: string({ optional: true }),

		/** ISO 8601, UTC. */
		createdAt: string({ optional: true, fromResponse: toTime }),

		/** ISO 8601, UTC. */
		updatedAt: string({ optional: true, fromResponse: toTime }),
	},

	idsOutput: "imageIds",

	derivedFrom: {
		detectedOsVersion: ["osVersion"],
		platform: ["osVersion", "osType"],
		actualMinDisk: ["minDisk"],
	},

	// No space first, whatever the logical name begins with.
	generate: (identity) => ({ name: defaultName(identity, NAME).trimStart() }),
	keepsGenerated: ["name"],

	applyDefaults: (inputs, { tags: defaultTags = {}, enterpriseProjectId }) => ({
		...inputs,
		tags: withDefaultTags(inputs.tags, defaultTags),
		enterpriseProjectId: inputs.enterpriseProjectId ?? enterpriseProjectId,
		dataImages: withDefaultTagsInside(inputs.dataImages, defaultTags),
	}),

	rules: findRuleViolations,
	warnings: findWarnings,
	outsideFingerprint: ["region", "projectId"],
	composeFingerprint: sortFingerprint,
	isFailed: ({ status }) => status === "killed" || status === "deleted",
});

export type CloudImageInputs = InputsOf<typeof cloudImage>;
export type CloudImageOutputs = OutputsOf<typeof cloudImage>;
export type Inputs = CheckedInputsOf<typeof cloudImage>;
export type Outputs = StateOf<typeof cloudImage>;

/** A data image of either kind of source. */
export type AnyDataImage = NonNullable<Inputs["dataImages"]>[number];

/** In this order the inputs are in markers of all versions; the data images follow by themselves. */
const IN_MARKERS = [
	...["enterpriseProjectId", "minRam", "maxRam", "hwFirmwareType", "instanceId", "volumeId", "imageUrl", "minDisk"],
	...["osVersion", "osType", "isConfig", "cmkId", "type", "isQuickImport", "architecture", "rebuild"],
];

function sortFingerprint(entries: readonly (readonly [name: string, value: unknown])[]): unknown {
	const place = ([name]: readonly [string, unknown]) => IN_MARKERS.indexOf(name);
	const own = entries.filter(([name]) => name !== "dataImages").sort((one, other) => place(one) - place(other));
	return [own, entries.find(([name]) => name === "dataImages")?.[1]];
}

/** Numbers may be text, and missing where they are 0. */
function readNumber(found: number | string | undefined): number | undefined {
	const number = Number(found ?? 0);
	return Number.isNaN(number) ? undefined : number;
}
