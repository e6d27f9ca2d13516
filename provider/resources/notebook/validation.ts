import { z } from "zod";
import { type Violation, collectValidationErrors } from "../../definition/previous/validation";
import {
	hiddenInputs,
	objectOf,
	objectOfTexts,
	oneOf,
	oneOfInAnyCase,
	locationInputs,
	text,
	textOf,
	wholeNumberOf,
	workspaceId,
	yesOrNo,
} from "../../definition/previous/schema";
import { findTagViolations } from "../../definition/tags";
import { valueAt } from "../../definition/unknown";
import { type ValidationError, type Properties, UNKNOWN } from "../../lifecycle/contract";
import { explainShrinking } from "./diff";
import type { Inputs } from "./properties";

/** The shortest and the longest lease that any edition of the documents allows. */
const DURATION = "a whole number from 3600000 to 259200000 (milliseconds: an hour to three days), or -1 for ever";
const isDuration = (milliseconds: number) =>
	milliseconds === -1 || (milliseconds >= 3_600_000 && milliseconds <= 259_200_000);

const TAGS = {
	most: 20,
	key: (key: string) => /^(?!_sys_|\s)[\p{L}\p{N} _.:=+\-@]{1,128}$/u.test(key) && !key.endsWith(" "),
	value: (value: string) => /^[\p{L}\p{N} _.:/=+\-@]{0,255}$/u.test(value),
	expected: {
		count: "20 tags at most",
		key: "1 to 128 letters, digits, blanks and _ . : = + - @, no blank at either end, not beginning with _sys_",
		value: "up to 255 letters, digits, blanks and _ . : / = + - @",
	},
};

const hook = objectOf({ script: text, type: oneOf("COMMAND", "SCRIPT") }).optional();

/** Everything that can be said of one input by itself. */
const shape = {
	name: textOf("1 to 128 letters, digits, `-` and `_`", /^[A-Za-z0-9_-]{1,128}$/),
	description: textOf("up to 512 characters, none of & < > \" ' /", /^[^&<>"'/]{0,512}$/u),
	flavor: textOf('a flavor such as "modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u"'),
	imageId: textOf("the id of an image"),
	volume: objectOf(
		{
			// Samples write it in lower case, the lists of values in upper case.
			category: oneOfInAnyCase("EVS", "EFS", "SFS", "OBS", "OBSFS"),
			ownership: oneOfInAnyCase("MANAGED", "DEDICATED").optional(),
			capacity: wholeNumberOf(5, 4096, "GB").optional(),
			uri: text.optional(),
			id: text.optional(),
		},
		"an object with `category`",
	),
	endpoints: z
		.array(
			objectOf({
				service: oneOf("NOTEBOOK", "SSH"),
				keyPairNames: z.array(text, { error: "a list of key pairs" }).optional(),
				allowedAccessIps: z
					.array(text, { error: "a list of addresses" })
					.max(5, { error: "five addresses at most" })
					.optional(),
			}),
			{ error: "a list of endpoints" },
		)
		.optional(),
	lease: objectOf({
		enable: yesOrNo.optional(),
		duration: z.int({ error: DURATION }).refine(isDuration, { error: DURATION }).optional(),
		type: oneOfInAnyCase("timing", "idle").optional(),
	}).optional(),
	feature: oneOf("NOTEBOOK", "DEFAULT").optional(),
	poolId: text.optional(),
	workspaceId: workspaceId.optional(),
	hooks: objectOf({ containerHooks: objectOf({ preStart: hook, postStart: hook }) }).optional(),
	tags: objectOfTexts.optional(),
	mounts: z
		.array(
			objectOf({
				storagePath: textOf("a directory such as obs://bucket/directory/", /^(?=[^]{1,256}$)obs:\/\/[^\s/]+(\/[^]*)?$/),
				mountDirectory: textOf("/data/ and one name, such as /data/sets/", /^\/data\/[A-Za-z0-9_-]{1,240}\/?$/),
			}),
			{ error: "a list of mounts" },
		)
		.optional(),
	desiredState: oneOf("RUNNING", "STOPPED").optional(),
	exposeToken: yesOrNo.optional(),
	...locationInputs,
	adopt: textOf("the id of an existing notebook").optional(),
	...hiddenInputs,
} satisfies Record<keyof Inputs, z.ZodType>;

const schema = objectOf(shape);

/** All that is wrong with inputs whose defaults are filled in. */
export function validate(old: Properties | undefined, inputs: Properties): ValidationError[] {
	return collectValidationErrors(schema, inputs, findViolations(old, inputs));
}

/** What can only be said of several inputs together. A rule with an unknown part is skipped. */
function* findViolations(old: Properties | undefined, inputs: Properties): Iterable<Violation> {
	const shrinking = old && explainShrinking(old, inputs);
	if (shrinking !== undefined) yield { path: ["volume", "capacity"], insteadOf: shrinking };

	yield* findVolumeViolations(inputs);
	yield* findEndpointViolations(inputs);
	yield* findTagViolations(inputs, ["tags"], TAGS);
	yield* findMountViolations(inputs.mounts);

	const enable = valueAt(inputs, ["lease", "enable"]);
	const duration = valueAt(inputs, ["lease", "duration"]);
	if (enable === true && duration === -1) {
		yield { path: ["lease", "duration"], expected: "a duration, as `enable` is true" };
	}
	if (enable === false && typeof duration === "number" && duration !== -1) {
		yield { path: ["lease", "duration"], expected: "nothing, as `enable` is false" };
	}
}

function* findVolumeViolations(inputs: Properties): Iterable<Violation> {
	const category = upper(valueAt(inputs, ["volume", "category"]));
	if (upper(valueAt(inputs, ["volume", "ownership"])) !== "DEDICATED" || category === undefined) return;
	if (category === "EVS") {
		yield { path: ["volume", "ownership"], expected: '"MANAGED", as a disk is always the service\'s own' };
		return;
	}

	for (const name of ["uri", "id"]) {
		const value = valueAt(inputs, ["volume", name]);
		if (value === undefined) yield { path: ["volume", name], expected: "that of the file system, as it is DEDICATED" };
	}
}

/** Addresses are let in by SSH, to whoever has the key. */
function* findEndpointViolations({ endpoints }: Properties): Iterable<Violation> {
	for (const [at, endpoint] of (Array.isArray(endpoints) ? endpoints : []).entries()) {
		const [addresses, keys] = ["allowedAccessIps", "keyPairNames"].map((name) => valueAt(endpoint, [name]));
		const letsIn = Array.isArray(addresses) && addresses.length > 0;
		const isLocked = Array.isArray(keys) ? keys.length > 0 : keys !== undefined && keys !== null;
		if (letsIn && !isLocked) {
			yield { path: ["endpoints", at, "keyPairNames"], expected: "a key pair, as `allowedAccessIps` is set" };
		}
	}
}

function* findMountViolations(mounts: unknown): Iterable<Violation> {
	const observed = new Set<string>();
	for (const [at, mount] of (Array.isArray(mounts) ? mounts : []).entries()) {
		const directory = valueAt(mount, ["mountDirectory"]);
		if (typeof directory !== "string" || directory === UNKNOWN) continue;
		const one = directory.replace(/\/$/, "");
		if (observed.has(one))
			yield { path: ["mounts", at, "mountDirectory"], expected: "a directory that no other mount has" };
		observed.add(one);
	}
}

/** `undefined` for what is no text, or not known yet. */
function upper(value: unknown): string | undefined {
	return typeof value === "string" && value !== UNKNOWN ? value.toUpperCase() : undefined;
}
