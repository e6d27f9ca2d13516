import { z } from "zod";
import { type Violation, collectValidationErrors } from "../../definition/previous/validation";
import {
	hiddenInputs,
	objectOf,
	objectOfTexts,
	oneOf,
	locationInputs,
	text,
	textOf,
	wholeNumberOf,
	workspaceId,
	yesOrNo,
} from "../../definition/previous/schema";
import { type Path, valueAt } from "../../definition/unknown";
import { type ValidationError, type Properties, UNKNOWN } from "../../lifecycle/contract";
import { KNOWN_FLAVORS, KNOWN_PROFILES } from "./check";
import type { Inputs } from "./properties";

const storage = objectOf(
	{
		type: oneOf("evs", "obs", "obsfs"),
		location: objectOf({
			path: textOf("a path").optional(),
			volumeSize: wholeNumberOf(5, 4096, "GB").optional(),
			mountPath: textOf("an absolute path below /home/ma-user/work", /^\/[^]*$/).optional(),
			accessModes: oneOf("ReadOnlyMany", "ReadWriteMany").optional(),
		}).optional(),
	},
	"an object with `type` and `location`",
);

/** Everything that can be said of one input by itself. */
const shape = {
	name: textOf("1 to 64 letters, digits, `-` and `_` (consoles show 20)", /^[A-Za-z0-9_-]{1,64}$/),
	description: textOf("up to 512 characters, none of & < > \" ' /", /^[^&<>"'/]{0,512}$/u),
	profileId: textOf(`a profile such as ${KNOWN_PROFILES.map((name) => JSON.stringify(name)).join(", ")}`),
	flavor: textOf(`a flavor such as ${KNOWN_FLAVORS.map((name) => JSON.stringify(name)).join(", ")}`),
	storage,
	extendStorage: z.array(storage, { error: "a list of storage objects" }).optional(),
	autoStop: objectOf({
		enable: yesOrNo.optional(),
		duration: wholeNumberOf(3600, 86_400, "seconds").optional(),
		prompt: yesOrNo.optional(),
	}).optional(),
	annotations: objectOfTexts.optional(),
	workspaceId: workspaceId.optional(),
	pool: objectOf({
		id: text,
		type: text.optional(),
		name: text.optional(),
		owner: objectOf({ projectId: text.optional() }).optional(),
	}).optional(),
	aiProjectId: text.optional(),
	desiredState: oneOf("RUNNING", "STOPPED").optional(),
	...locationInputs,
	adopt: textOf("the id of an existing notebook").optional(),
	...hiddenInputs,
} satisfies Record<keyof Inputs, z.ZodType>;

const schema = objectOf(shape);

/** All that is wrong with inputs whose defaults are filled in. */
export function validate(inputs: Properties): ValidationError[] {
	return collectValidationErrors(schema, inputs, findViolations(inputs));
}

/** What can only be said of several inputs together. A rule with an unknown part is skipped. */
function* findViolations(inputs: Properties): Iterable<Violation> {
	yield* findStorageViolations(inputs, ["storage"]);

	const further = Array.isArray(inputs.extendStorage) ? inputs.extendStorage : [];
	for (const at of further.keys()) {
		const path = ["extendStorage", at];
		const type = valueAt(inputs, [...path, "type"]);
		if (type === "evs" || type === "obs")
			yield { path: [...path, "type"], expected: '"obsfs", the only type here', isWord: true };
		else yield* findStorageViolations(inputs, path);
	}

	const enable = valueAt(inputs, ["autoStop", "enable"]);
	if (enable === true && valueAt(inputs, ["autoStop", "duration"]) === undefined) {
		yield { path: ["autoStop", "duration"], expected: "3600 to 86400 (seconds), as `enable` is true" };
	}
}

function* findStorageViolations(inputs: Properties, at: Path): Iterable<Violation> {
	const type = valueAt(inputs, [...at, "type"]);
	const location = [...at, "location"];
	const path = valueAt(inputs, [...location, "path"]);

	const form = isStorageType(type) ? PATHS[type] : undefined;
	if (form && path !== UNKNOWN && !(typeof path === "string" && form.fits(path))) {
		yield { path: [...location, "path"], expected: form.expected };
	}

	for (const [name, types] of Object.entries(ONLY_FOR)) {
		const value = valueAt(inputs, [...location, name]);
		if (value === undefined || value === null || type === UNKNOWN) continue;
		if (isStorageType(type) && !types.includes(type)) {
			yield { path: [...location, name], expected: `nothing, as storage of type ${type} has no ${name}` };
		}
	}
}

/** Where each type needs a path, and which. */
const PATHS: Partial<Record<StorageType, { fits: (path: string) => boolean; expected: string }>> = {
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

/** Which types each part of a location is for. */
const ONLY_FOR: Record<string, readonly StorageType[]> = {
	path: ["obs", "obsfs"],
	volumeSize: ["evs"],
	mountPath: ["obsfs"],
	accessModes: ["obsfs"],
};

type StorageType = z.infer<typeof storage>["type"];
const isStorageType = (type: unknown): type is StorageType => type === "evs" || type === "obs" || type === "obsfs";
