import { isDeepStrictEqual } from "node:util";
import { integer, object, oneOfInAnyCase, string, toUpper, type TypesOf } from "../../definition/fields";
import { findReplacing } from "../../definition/diff";
import type { Definition } from "../../definition/definition";
import { valueAt } from "../../definition/unknown";
import type { Existing, Properties } from "../../lifecycle/contract";
import { warnOfDiskLoss } from "./disk-loss-warning";
import type { VolumeBody } from "../../services/modelarts/notebooks";

const fields = {
	/**
	 * In any case; which ones exist depends on the region.
	 *
	 * - `EVS`: a disk of its own; **it is deleted with the notebook, content included**
	 * - `EFS`, `SFS`: a shared file system
	 * - `OBS`, `OBSFS`: a bucket or a parallel file system; Huawei Cloud only
	 */
	category: oneOfInAnyCase(["EVS", "EFS", "SFS", "OBS", "OBSFS"]),

	/** `MANAGED`: the service makes it; `DEDICATED`: it is there already, `EFS` only, named by `uri` and `id`. */
	ownership: oneOfInAnyCase(["MANAGED", "DEDICATED"], { optional: true, serviceDefault: "MANAGED" }),

	/**
	 * GB. It grows in place, while the notebook runs; it cannot shrink.
	 *
	 * @default the service's: 5 for EVS, 50 for EFS
	 */
	capacity: integer({ optional: true, onChange: "update", keepWhenOmitted: true, min: 5, max: 4096, unit: "GB" }),

	/** Address of a file system that is there already. */
	uri: string({ optional: true }),

	/** Id of a file system that is there already. */
	id: string({ optional: true }),
};

/** Where a notebook keeps its files. */
export type Volume = TypesOf<typeof fields>;

export const volume = object(fields, {
	expected: "an object with `category`",
	toRequest: toVolumeBody,
	drift: readVolume,
});

function toVolumeBody({ category, ownership = "MANAGED", capacity, uri, id }: Volume): VolumeBody {
	return { category: category.toUpperCase(), ownership: ownership.toUpperCase(), capacity, uri, id };
}

/** In an import nothing is declared yet. */
function readVolume(declared: Volume | undefined, found: VolumeBody | undefined): Volume | undefined {
	if (!found) return declared;
	const { category, ownership, capacity } = found;
	if (declared === null || typeof declared !== "object") return { category, ownership, capacity } as Volume;
	const read = {
		...declared,
		category: readText(declared.category, category),
		ownership: readText(declared.ownership, ownership, "MANAGED"),
		capacity: declared.capacity === undefined ? undefined : (capacity ?? declared.capacity),
		uri: declared.uri && (found.uri ?? declared.uri),
		id: declared.id && (found.id ?? declared.id),
	} as Volume;
	return isDeepStrictEqual(withoutOmitted(read), withoutOmitted(declared)) ? declared : read;
}

function withoutOmitted(one: Volume): object {
	return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
}

/** The text as declared if it is the same in other letters, or what is assumed where nothing is declared. */
export function readText(
	declared: string | undefined,
	found: string | undefined,
	defaultValue?: string,
): string | undefined {
	if (typeof found !== "string") return declared;
	return found.toUpperCase() === (declared ?? defaultValue)?.toUpperCase() ? declared : found;
}

/** Why a volume cannot become as small as the program wants it; not if it is made anew anyway. */
export function explainShrinking(
	inputs: Definition["inputs"],
	old: Properties | undefined,
	news: Properties,
): string | undefined {
	const before = valueAt(old, ["volume", "capacity"]);
	const after = valueAt(news, ["volume", "capacity"]);
	if (!old || typeof before !== "number" || typeof after !== "number" || after >= before) return undefined;
	if (findReplacing({ inputs }, old, news).length > 0) return undefined;
	return (
		`expected ${before} (GB) or more, got ${after}: the service lets a volume grow, not shrink. ` +
		"A smaller one needs a new notebook, under another logical name"
	);
}

/** A replacement deletes the disk; nobody should learn that afterwards. */
export function warnOfLoss({ inputs }: Existing<Properties, Properties>): string[] {
	const { name, volume: declared } = inputs as { name: string; volume?: Volume };
	if (toUpper(declared?.category) !== "EVS") return [];
	return [warnOfDiskLoss(name, declared?.capacity ?? 5)];
}
