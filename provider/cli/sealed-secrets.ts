import { cutAtList, splitSteps } from "../secrets/path";
import { findEnvelopes, isEnvelope, markPaths, markSecrets, readSecrets } from "../secrets/secrets";
import type { Properties } from "../lifecycle/contract";
import type { Kind } from "./kinds";
import type { Owner } from "./match-owner";

/**
 * Secret inputs of a create that was interrupted: the state has them encrypted, and in the cloud everybody may see them.
 *
 * They are shown nowhere. A file for an import has them as the state has them: the CLI decrypts them with the key of the stack.
 */
export interface Sealed {
	/** Of inputs. */
	readonly paths: readonly string[];

	/** The inputs with what is encrypted. */
	readonly inputs: Properties;
}

/** What is secret of what a killed run was creating. */
export function readSealed({ pending }: Pick<Owner, "pending">): Sealed {
	const inputs = pending?.inputs ?? {};
	const known = readSecrets(inputs).paths.filter((path) => !path.startsWith("huaweicloud:"));
	return { paths: [...new Set([...findEnvelopes(inputs), ...known])].sort(), inputs };
}

/** Inputs and outputs as they were read, with all that is secret as the state has it, or not at all. */
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

/** Inputs without those that are secret. */
export function omitSecrets(inputs: Properties, { paths }: Pick<Sealed, "paths">): Properties {
	return dropMarked(markPaths(inputs, { paths: paths.map(cutAtList) }));
}

/** What an object's own name is called where people read it: a name or path that the program keeps secret is not shown. */
export function nameShown({ object, owner }: { object: { readonly name: string }; owner?: Owner }): string {
	const isHidden = owner && readSealed(owner).paths.some((path) => NAMES.includes(splitSteps(path)[0] ?? ""));
	return isHidden ? "[secret]" : object.name;
}

/** Inputs that an object's name in a list is made of. */
const NAMES = ["name", "swrPath", "namespace", "tag"];

function putBack(properties: Properties, { paths, inputs }: Sealed): Properties {
	// Lists need not be in the order of the program.
	const places = [...new Set(paths.map(cutAtList))].map(splitSteps);
	return places.reduce((put, steps) => putAt(put, inputs, steps), properties);
}

function putAt(properties: Properties, from: Properties, [name = "", ...rest]: readonly string[]): Properties {
	const [value, there] = [from[name], properties[name]];
	if (value === undefined) return properties;
	if (rest.length === 0 || isEnvelope(value) || !isObject(value) || !isObject(there)) {
		return { ...properties, [name]: value };
	}
	return { ...properties, [name]: putAt(there, value, rest) };
}

function isObject(value: unknown): value is Properties {
	return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Without what is secret and in clear text. */
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
