import { findTagViolations } from "../../definition/tags";
import { toUpper } from "../../definition/fields";
import { valueAt } from "../../definition/unknown";
import type { Violation } from "../../definition/violation";
import { type Properties, UNKNOWN } from "../../lifecycle/contract";

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

/** What can only be said of several inputs together. A rule with an unknown part is skipped. */
export function* findViolations(inputs: Properties): Iterable<Violation> {
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
	const category = knownUpper(valueAt(inputs, ["volume", "category"]));
	if (knownUpper(valueAt(inputs, ["volume", "ownership"])) !== "DEDICATED" || category === undefined) return;
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
	for (const [index, endpoint] of (Array.isArray(endpoints) ? endpoints : []).entries()) {
		const [addresses, keys] = ["allowedAccessIps", "keyPairNames"].map((name) => valueAt(endpoint, [name]));
		const letsIn = Array.isArray(addresses) && addresses.length > 0;
		const isLocked = Array.isArray(keys) ? keys.length > 0 : keys !== undefined && keys !== null;
		if (letsIn && !isLocked) {
			yield { path: ["endpoints", index, "keyPairNames"], expected: "a key pair, as `allowedAccessIps` is set" };
		}
	}
}

function* findMountViolations(mounts: unknown): Iterable<Violation> {
	const known = new Set<string>();
	for (const [index, mount] of (Array.isArray(mounts) ? mounts : []).entries()) {
		const directory = valueAt(mount, ["mountDirectory"]);
		if (typeof directory !== "string" || directory === UNKNOWN) continue;
		const one = directory.replace(/\/$/, "");
		if (known.has(one))
			yield { path: ["mounts", index, "mountDirectory"], expected: "a directory that no other mount has" };
		known.add(one);
	}
}

/** `undefined` for what is no text, or not known yet. */
function knownUpper(value: unknown): unknown {
	return typeof value === "string" && value !== UNKNOWN ? toUpper(value) : undefined;
}
