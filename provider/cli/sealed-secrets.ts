import { cutAtList, splitSteps } from "../secrets/path";
import { findEnvelopes, isEnvelope, markPaths, markSecrets, readSecrets } from "../secrets/secrets";
import type { Properties } from "../lifecycle/contract";
import type { Kind } from "../resources";
import type { Owner } from "./match-owner";

/**
 * Secret inputs of an interrupted create: encrypted in the state, readable in the cloud.
 *
 * They are never shown. An import file holds them encrypted as the state does: the CLI decrypts them with the stack's key.
 */
export interface Sealed {
	/** Of inputs. */
	readonly paths: readonly string[];

	/** The inputs, with encrypted values. */
	readonly inputs: Properties;
}

/** Reads the secret inputs of a pending create. */
export function readSealed({ pending }: Pick<Owner, "pending">): Sealed {
	const inputs = pending?.inputs ?? {};
	const known = readSecrets(inputs).paths.filter((path) => !path.startsWith("huaweicloud:"));
	return { paths: [...new Set([...findEnvelopes(inputs), ...known])].sort(), inputs };
}

/** Inputs and outputs of a read, with secret values encrypted as in the state, or removed. */
export function seal({ derivedFrom, secretOutputs, inputNames }: Kind["handler"], read: Read, sealed: Sealed): Read {
	const { paths } = sealed;
	if (paths.length === 0) return read;
	const { secretInputs } = sealed.inputs;
	const secrets = readSecrets({ ...read.inputs, secretInputs: paths });
	const about = { sources: derivedFrom ?? {}, always: secretOutputs ?? [], inputNames };
	return {
		inputs: { ...dropMarked(markPaths(putBack(read.inputs, sealed), secrets)), secretInputs },
		outputs: { ...dropMarked(markSecrets(putBack(read.outputs, sealed), secrets, about)), secretInputs },
	};
}

interface Read {
	readonly inputs: Properties;
	readonly outputs: Properties;
}

/** Inputs without the secret ones. */
export function omitSecrets(inputs: Properties, { paths }: Pick<Sealed, "paths">): Properties {
	return dropMarked(markPaths(inputs, { paths: paths.map(cutAtList) }));
}

/** An object's own name for output: a name or path that is secret in the program is not shown. */
export function displayName({ object, owner }: { object: { readonly name: string }; owner?: Owner }): string {
	const isHidden = owner && readSealed(owner).paths.some((path) => NAME_INPUTS.includes(splitSteps(path)[0] ?? ""));
	return isHidden ? "[secret]" : object.name;
}

/** Inputs that are part of an object's name in a list. */
const NAME_INPUTS = ["name", "swrPath", "namespace", "tag"];

function putBack(properties: Properties, { paths, inputs }: Sealed): Properties {
	// Lists need not be in the order of the program.
	const positions = [...new Set(paths.map(cutAtList))].map(splitSteps);
	return positions.reduce((put, steps) => putAt(put, inputs, steps), properties);
}

function putAt(properties: Properties, from: Properties, [name = "", ...rest]: readonly string[]): Properties {
	const [value, actual] = [from[name], properties[name]];
	if (value === undefined) return properties;
	if (rest.length === 0 || isEnvelope(value) || !isObject(value) || !isObject(actual)) {
		return { ...properties, [name]: value };
	}
	return { ...properties, [name]: putAt(actual, value, rest) };
}

function isObject(value: unknown): value is Properties {
	return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Without secret values in clear text. */
function dropMarked(properties: Properties): Properties {
	return dropIn(properties) as Properties;
}

function dropIn(value: unknown): unknown {
	if (isEnvelope(value)) return "value" in value ? undefined : value;
	if (Array.isArray(value)) return value.map(dropIn);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([name, item]) => [name, dropIn(item)] as const);
	return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
