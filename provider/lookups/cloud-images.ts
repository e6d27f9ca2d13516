import { integer, list, map, object, oneOf, string, type TypesOf } from "../definition/fields";
import { readAs, toTime } from "../definition/read-back";
import type { CloudImageResponse } from "../services/ims/images";
import { choose, hasTags, isAsked } from "./choose";
import { listOnce } from "./list-once";
import { defineLookup, everywhere, type LookupContext, recency, requirement } from "./lookup";

const image = object({
	/** What servers are made from. */
	id: string(),
	/** Several may have the same. */
	name: string({ optional: true }),
	/** `active`. */
	status: string({ optional: true }),
	/** `private`, `public` or `shared`. */
	visibility: string({ optional: true }),
	/** The project that it belongs to. */
	owner: string({ optional: true }),
	/** Family of the operating system: `Ubuntu`, `EulerOS`. */
	platform: string({ optional: true, response: "__platform" }),
	/** The operating system in full: `Ubuntu 22.04 server 64bit`. */
	osVersion: string({ optional: true, response: "__os_version" }),
	/** `Linux`, `Windows` or `Other`. */
	osType: string({ optional: true, response: "__os_type" }),
	/** GB. */
	minDisk: integer({ optional: true }),
	/** MB. */
	minRam: integer({ optional: true }),
	/** `zvhd2`, `iso` and others. */
	diskFormat: string({ optional: true }),
	/** As whoever made it gave it. */
	description: string({ optional: true, response: "__description" }),
	/** Nothing for the default one. */
	enterpriseProjectId: string({ optional: true }),
	/** In ISO 8601. */
	createdAt: string({ optional: true, fromResponse: toTime }),
	/** In ISO 8601. */
	updatedAt: string({ optional: true, fromResponse: toTime }),
});

/** How the documents ask for each. */
const queries = {
	public: () => ({ __imagetype: "gold", visibility: "public" }),
	private: (projectId: string) => ({ owner: projectId }),
	shared: () => ({ __imagetype: "shared", visibility: "shared", member_status: "accepted" }),
};

/**
 * IMS cloud images that can be used now (API page: "Querying Images", `GET /v2/cloudimages`).
 *
 * Tags are asked for with a request of their own for each tag key: lists show them in several forms.
 */
export const cloudImages = defineLookup({
	name: "getCloudImages",
	args: {
		/** The whole name. */
		name: string({ optional: true }),
		/** A regular expression of JavaScript that the name matches. */
		nameRegex: string({ optional: true }),
		/** The project that it belongs to. */
		owner: string({ optional: true }),
		/** All of these, of own images. */
		tags: map({ optional: true }),
		/** Family of the operating system: `Ubuntu`, `EulerOS`. */
		platform: string({ optional: true }),
		/**
		 * Those of the service, those of this project, or those that others have shared and this project has accepted.
		 *
		 * @default all
		 */
		visibility: oneOf(["public", "private", "shared"], { optional: true }),
		...recency,
		...requirement,
		...everywhere,
	},
	result: {
		/** The newest first, in the order of the service. */
		images: list(image),
	},
	async run({ name, nameRegex, owner, tags, platform, visibility, mostRecent, required }, context) {
		const { services, ...options } = context;
		const query = { status: "active", ...(visibility && queries[visibility](services.projectId)) };
		const pattern = nameRegex === undefined ? /^/ : readPattern(nameRegex);
		const [all, tagged] = await Promise.all([
			listOnce(services, `cloud images ${visibility}`, () => services.imsImages.listImages(query, options)),
			findTagged(tags, context),
		]);
		const found = choose(all, {
			kind: "cloud images",
			services,
			nameOf: (one: CloudImageResponse) => one.name,
			name,
			fits: (one) =>
				pattern.test(one.name ?? "") &&
				isAsked(owner, one.owner) &&
				isAsked(platform, one.__platform) &&
				(tagged?.has(one.id) ?? true),
			createdAt: ({ created_at }) => created_at,
			mostRecent,
			required,
		});
		return { images: found.map((one) => readAs(image, one)) };
	},
});

export type Args = TypesOf<(typeof cloudImages)["args"]>;
export type Result = TypesOf<(typeof cloudImages)["result"]>;

function readPattern(text: string): RegExp {
	try {
		return new RegExp(text);
	} catch {
		throw new Error("nameRegex: expected a regular expression of JavaScript, which this text is not");
	}
}

/** The ids of images with all of these tags; `undefined` where none is asked for. */
async function findTagged(
	tags: Readonly<Record<string, string>> = {},
	{ services, ...options }: LookupContext,
): Promise<ReadonlySet<string> | undefined> {
	const [key] = Object.keys(tags);
	if (key === undefined) return undefined;
	const found = await listOnce(services, `tagged ${key}`, () =>
		services.imsTags.findImagesByTag(key, undefined, options),
	);
	return new Set(found.filter((one) => hasTags(tags, one.tags)).map(({ id }) => id));
}
