import type * as Grpc from "@grpc/grpc-js";
import { sanitizeProperties } from "../dynamic/sanitize";
import { loadFromSdk, useInstalledSdk } from "../dynamic/pulumi-internals";
import { attach, type RequestMetadata, toJavaScript } from "../dynamic/request-metadata";
import type { RawProperties } from "../dynamic/state-codec";
import { MissingSettingsError } from "./missing-settings";
import { findEnvelopes, readSecrets, unwrapSecrets } from "../../secrets/secrets";

/** A message of ours: setters by the names of its fields. */
export type Message = Record<string, (...values: unknown[]) => unknown>;

type MessageClass = new () => Message;

useInstalledSdk();

interface StructClass {
	fromJavaScript(value: object): Message;
}

/** The SDK's modules that the plugin needs: no others, as each costs start-up time. */
function load<Module>(name: string): Module {
	const loaded = loadFromSdk<Module>(name);
	if (loaded === undefined) throw new Error(`The Pulumi SDK for Node has no module ${name}: install @pulumi/pulumi.`);
	return loaded;
}

export const grpc = () => load<typeof Grpc>("@grpc/grpc-js");
export const providerService = () =>
	load<{ ResourceProviderService: Grpc.ServiceDefinition }>("@pulumi/pulumi/proto/provider_grpc_pb")
		.ResourceProviderService;

/** Makes a message, `make("CheckResponse", { setInputs: struct })`; `Outer.Inner` is one that is defined in another. */
export function make(name: string, values: Record<string, unknown> = {}): Message {
	const all: unknown = load("@pulumi/pulumi/proto/provider_pb");
	const found = name.split(".").reduce((owner, part) => (owner as Record<string, unknown> | undefined)?.[part], all);
	if (!found) throw new Error(`The Pulumi SDK for Node has no message ${name}.`);
	return fill(new (found as MessageClass)(), values);
}

export function makePluginInfo(version: string): Message {
	return fill(new (load<{ PluginInfo: MessageClass }>("@pulumi/pulumi/proto/plugin_pb").PluginInfo)(), {
		setVersion: version,
	});
}

export function makeEmpty(): Message {
	return new (load<{ Empty: MessageClass }>("google-protobuf/google/protobuf/empty_pb").Empty)();
}

function fill(message: Message, values: Record<string, unknown>): Message {
	for (const [setter, value] of Object.entries(values)) {
		const set = message[setter];
		if (!set) throw new Error(`The Pulumi SDK for Node has no ${setter} in its messages.`);
		if (value !== undefined) set.call(message, value);
	}
	return message;
}

/** Properties as a message; a value that the engine cannot encode is left out. */
export function encode(properties: object): Message {
	const { Struct } = load<{ Struct: StructClass }>("google-protobuf/google/protobuf/struct_pb");
	return Struct.fromJavaScript(sanitizeProperties(properties));
}

/** Outputs of the state in clear text: they list the inputs among them that are secret. */
export function decodeOutputs(struct: unknown): RawProperties {
	return unwrapSecrets(toJavaScript(struct)) as RawProperties;
}

/**
 * Inputs in clear text, with the list of those that are secret: what a program or the state marks, and what is listed
 * already. The engine marks nothing in answers that it has sent marked, so that every answer has to.
 *
 * @param more secret settings of the provider, as `huaweicloud:<name>`
 */
export function decodeInputs(
	struct: unknown,
	metadata: RequestMetadata = {},
	more: readonly string[] = [],
): RawProperties {
	const given = toJavaScript(struct);
	const listed = readSecrets(given).paths;
	const secretInputs = [...new Set([...listed, ...findEnvelopes(given), ...more])].sort();
	const plain = unwrapSecrets(given) as RawProperties;
	return attach({ ...plain, ...(secretInputs.length > 0 && { secretInputs }) }, metadata);
}

const UNKNOWN_ERROR = 2;

/** Messages name settings as users of the dynamic provider write them: the plugin has a namespace of its own. */
function nameSettings(text: string): string {
	return text.replace(/\bhuaweicloud:(?=\w)/g, "modelarts:");
}

/** What gRPC answers a call with that failed: where the object exists, with its id and properties, for the next run. */
export function toServiceError(error: Error): object {
	const { id, properties, ...failed } = error as Error & { id?: string; properties?: object; reasons?: string[] };
	const message = nameSettings(error.message);
	const answer = { code: UNKNOWN_ERROR, details: message };
	if (error instanceof MissingSettingsError) {
		const missing = error.missing.map(({ name, description }) =>
			make("ConfigureErrorMissingKeys.MissingKey", { setName: name, setDescription: description }),
		);
		const detail = make("ConfigureErrorMissingKeys", { setMissingkeysList: missing });
		return { ...answer, metadata: attachDetail(message, "ConfigureErrorMissingKeys", detail) };
	}
	if (id === undefined || properties === undefined) return answer;

	const detail = make("ErrorResourceInitFailed", {
		setId: id,
		setProperties: encode(properties),
		setReasonsList: failed.reasons?.map(nameSettings),
	});
	return { ...answer, metadata: attachDetail(message, "ErrorResourceInitFailed", detail) };
}

/** What of an error is for the engine, beside its message. */
function attachDetail(message: string, type: string, detail: Message): object {
	const { Status } = load<{ Status: MessageClass }>("@pulumi/pulumi/proto/status_pb");
	const { Any } = load<{ Any: MessageClass }>("google-protobuf/google/protobuf/any_pb");
	const any = new Any();
	any.pack?.(detail.serializeBinary?.(), `pulumirpc.${type}`);
	const status = fill(new Status(), { setCode: UNKNOWN_ERROR, setMessage: message, addDetails: any });
	const metadata = new (grpc().Metadata)();
	metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary?.() as Uint8Array));
	return metadata;
}
