import type { Existing, Handler, Properties } from "../../lifecycle/contract";
import { markSecrets, type Secrets } from "../../secrets/secrets";
import { sanitizeProperties } from "./sanitize";

/**
 * Inputs and outputs of a resource as Pulumi's dynamic provider hands them over. Among them are Pulumi's own `__provider`
 * and ours: `secretInputs` (`secrets/secrets.ts`), and `changedAt`, the time of our last change (`read-fresh.ts`).
 */
export type RawProperties = Properties & {
	__provider?: string;
	region?: unknown;
	projectId?: unknown;
	changedAt?: unknown;
};

/** Decodes an object of the state. Dynamic providers do not get the old inputs, but our outputs hold all of them. */
export function decodeState<Inputs extends object, Outputs extends Inputs>(
	{ inputNames }: Handler<Inputs, Outputs>,
	id: string,
	{ __provider, secretInputs, changedAt, ...properties }: RawProperties,
): Existing<Inputs, Outputs> {
	const inherited = Array.isArray(properties.inherited) ? properties.inherited : [];
	const inputs: Properties = {};
	for (const name of inputNames) {
		if (name in properties && !inherited.includes(name)) inputs[name] = properties[name];
	}
	return { id, inputs: inputs as Inputs, outputs: properties as Outputs };
}

/** All that the objects of a resource are called: by its id, by the output that lists their ids, by the job that made them. */
export function listIds({ idsOutput }: { readonly idsOutput?: string }, id: string, outputs: Properties): string[] {
	const listed: unknown = idsOutput === undefined ? [] : outputs[idsOutput];
	const ids = Array.isArray(listed) ? listed.filter((one) => typeof one === "string") : [];
	const job = typeof outputs.jobId === "string" ? [`job:${outputs.jobId}`] : [];
	return [...new Set([...id.split(","), ...ids, ...job])];
}

/** Encodes outputs for the state: only values that the engine can encode, with every secret marked as such. */
export function encodeState<Inputs extends object, Outputs extends Inputs>(
	{ derivedFrom = {}, secretOutputs = [], inputNames }: Handler<Inputs, Outputs>,
	outputs: object,
	secrets: Secrets,
): Properties {
	const marked = markSecrets(sanitizeProperties(outputs), secrets, {
		sources: derivedFrom,
		always: secretOutputs,
		inputNames,
	});
	return { ...marked, ...encodeSecretPaths(secrets) };
}

/** The same after a change of ours to the object: the state holds the time of that change. */
export function encodeChangedState<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	outputs: object,
	secrets: Secrets,
): Properties {
	return { ...encodeState(handler, outputs, secrets), changedAt: new Date().toISOString() };
}

/** For a read, which changes nothing: the time of the last change stays. */
export function keepChangedAt({ changedAt }: Properties): Properties {
	return changedAt === undefined ? {} : { changedAt };
}

/** The paths of the secret inputs stay with the object, for reads and for messages of later runs; nothing if there are none. */
export function encodeSecretPaths({ paths }: Pick<Secrets, "paths">): { secretInputs?: string[] } {
	return paths.length > 0 ? { secretInputs: [...paths] } : {};
}

/** The option `retainOnDelete`, which dynamic providers do not get: the class adds it for the warnings of a replacement. */
export function encodeRetention(inputs: Properties | undefined): Properties {
	return inputs?.retainOnDelete === true ? { retainOnDelete: true } : {};
}

export function nonEmptyString(value: unknown): string | undefined {
	return typeof value === "string" && value !== "" ? value : undefined;
}
