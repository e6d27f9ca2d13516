import { integer, list, object, oneOf, string, type TypesOf } from "../../definition/fields";
import { normalize } from "../../definition/diff";
import { keepSpelling } from "../../definition/read-back";
import { type Path, valueAt } from "../../definition/unknown";
import type { Violation } from "../../definition/violation";
import { type Existing, type Properties, UNKNOWN } from "../../lifecycle/contract";
import { warnOfDiskLoss } from "../notebook/disk-loss-warning";

const locationParts = {
	/**
	 * - `obs`: an existing directory, not the bucket itself, with `/` at the end: `bucket/directory/`
	 * - `obsfs`: the name of the parallel file system
	 * - `evs`: not allowed
	 */
	path: string({ optional: true, expected: "a path", normalize: trimSlash }),

	/** Size of the disk in GB, `5` to `4096`; `evs` only. Consoles of some regions allow `500` at most. */
	volumeSize: integer({ optional: true, min: 5, max: 4096, unit: "GB", serviceDefault: 5 }),

	/** Where it appears in the notebook, below `/home/ma-user/work`; `obsfs` only. */
	mountPath: string({
		optional: true,
		expected: "an absolute path below /home/ma-user/work",
		pattern: /^\/[^]*$/,
		serviceDefault: "/home/ma-user/work",
	}),

	/** Whether the notebook may write there; `obsfs` only. */
	accessModes: oneOf(["ReadOnlyMany", "ReadWriteMany"], { optional: true, serviceDefault: "ReadWriteMany" }),
};

const parts = {
	/**
	 * - `evs`: a disk of its own; **it is deleted with the notebook, content included**
	 * - `obs`: a directory of an OBS bucket
	 * - `obsfs`: a parallel file system (dedicated pools only)
	 */
	type: oneOf(["evs", "obs", "obsfs"], { fromResponse: toLower }),

	/** Where exactly; required for `obs` and `obsfs`. */
	location: object(locationParts, { optional: true }),
};

/** Where a notebook keeps its files. */
type Storage = TypesOf<typeof parts>;

const options = { expected: "an object with `type` and `location`", normalize: normalizeStorage };
const item = object(parts, options);

export const storageField = object(parts, { ...options, request: "spec.storage", drift: readStorage });

export const extendStorageField = list(item, {
	optional: true,
	expected: "a list of storage objects",
	serviceDefault: [],
	request: "spec.extend_storage",
	drift: (declared: Storage[] | undefined, found: Storage[] | undefined) =>
		found ? found.map((one, index) => readStorage(declared?.[index], one)) : declared,
});

/** What the location of each type may have. */
const LOCATION_OF = {
	evs: ["volumeSize"],
	obs: ["path"],
	obsfs: ["path", "mountPath", "accessModes"],
} as const satisfies Record<Storage["type"], readonly (keyof typeof locationParts)[]>;

function isStorageType(type: unknown): type is Storage["type"] {
	return typeof type === "string" && Object.hasOwn(LOCATION_OF, type);
}

/** What its type may have, complete. */
function normalizeStorage(storage: unknown): unknown {
	const type = valueAt(storage, ["type"]);
	if (!isStorageType(type)) return storage;
	const location = LOCATION_OF[type].map(
		(name) => [name, normalize(locationParts[name], valueAt(storage, ["location", name]))] as const,
	);
	return { type, ...Object.fromEntries(location) };
}

/** `/bucket/directory/` and `bucket/directory/` are the same place; samples show both. */
function trimSlash(path: unknown): unknown {
	return typeof path === "string" ? path.replace(/^\/+/, "") : path;
}

function toLower(type: unknown): unknown {
	return typeof type === "string" ? type.toLowerCase() : type;
}

function readStorage(declared: Storage | undefined, found: Storage | undefined): Storage | undefined {
	if (!found) return declared;
	const { type, location: { path, ...there } = {} } = found;
	const volumeSize = there.volumeSize ?? declared?.location?.volumeSize;
	const mountPath = there.mountPath ?? declared?.location?.mountPath;
	const accessModes = there.accessModes ?? declared?.location?.accessModes;
	// Of a disk the service reports where it is mounted, which nobody asked for.
	const location = type === "evs" ? { volumeSize } : { path, mountPath, accessModes };
	return keepSpelling(item, declared, { type, location });
}

/** What a replacement deletes. */
export function listLosses({ inputs }: Existing<Properties, Properties>): { losses: string[] } {
	const { type, volumeSize } = (normalizeStorage(inputs.storage) ?? {}) as { type?: string; volumeSize?: number };
	return { losses: type === "evs" ? [warnOfDiskLoss(String(inputs.name), Number(volumeSize))] : [] };
}

/** What its type says of the location of each storage. */
export function* findStorageViolations(inputs: Properties): Iterable<Violation> {
	yield* findLocationViolations(inputs, ["storage"]);

	const further = Array.isArray(inputs.extendStorage) ? inputs.extendStorage : [];
	for (const index of further.keys()) {
		const path = ["extendStorage", index];
		const type = valueAt(inputs, [...path, "type"]);
		if (type === "evs" || type === "obs")
			yield { path: [...path, "type"], expected: '"obsfs", the only type here', isWord: true };
		else yield* findLocationViolations(inputs, path);
	}
}

function* findLocationViolations(inputs: Properties, storage: Path): Iterable<Violation> {
	const type = valueAt(inputs, [...storage, "type"]);
	if (!isStorageType(type)) return;

	const form = PATHS[type];
	const path = valueAt(inputs, [...storage, "location", "path"]);
	if (form && path !== UNKNOWN && !(typeof path === "string" && form.fits(path)))
		yield { path: [...storage, "location", "path"], expected: form.expected };

	const allowed: readonly string[] = LOCATION_OF[type];
	for (const name of Object.keys(locationParts)) {
		const value = valueAt(inputs, [...storage, "location", name]);
		if (allowed.includes(name) || value === undefined || value === null) continue;
		yield { path: [...storage, "location", name], expected: `nothing, as storage of type ${type} has no ${name}` };
	}
}

/** Where each type needs a path, and which. */
const PATHS: Partial<Record<Storage["type"], { fits: (path: string) => boolean; expected: string }>> = {
	obs: {
		fits: isDirectory,
		expected: "a directory of an OBS bucket with / at the end, such as bucket/directory/ (not the bucket itself)",
	},
	obsfs: { fits: (path) => /^[^/]+$/.test(path), expected: "the name of a parallel file system, without a directory" },
};

/** `bucket/directory/`; samples also show a slash in front. */
function isDirectory(path: string): boolean {
	const [first, ...rest] = path.replace(/^\//, "").split("/");
	return first !== "" && rest.at(-1) === "" && rest.some((part) => part !== "");
}
