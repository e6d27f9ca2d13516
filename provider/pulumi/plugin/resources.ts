import { isDeepStrictEqual } from "node:util";
import type * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { DiffResult, Properties } from "../../lifecycle/contract";
import type { CheckResponse } from "../dynamic/check";
import type { Kind } from "../../resources";
import { markPaths, readSecrets, unwrapSecrets } from "../../secrets/secrets";
import { toEngineOperations } from "../dynamic/dynamic-provider";
import { withErrorBoundary } from "../dynamic/error-boundary";
import { encodeSecretPaths, encodeState, type RawProperties } from "../dynamic/state-codec";
import { attach, readMetadata, type RequestMetadata } from "../dynamic/request-metadata";
import { listSecretSettings } from "./configuration";
import { decodeInputs, decodeOutputs, encode, make, type Message } from "./protocol";
import { inferState } from "./import";
import { findCoordinates } from "./urn";

/** Whether the engine has to look, has nothing to do, or has something to do. */
const CHANGES = { undefined: 0, false: 1, true: 2 } as const;

/** What is in a state besides inputs and outputs of the user: no difference in it is a change. */
const HIDDEN = ["__provider", "identity", "timeouts", "retainOnDelete", "secretInputs"];

/** What the operations answer; the SDK's own types leave properties open. */
interface Operations {
	check(olds: RawProperties, news: RawProperties): Promise<CheckResponse>;
	diff(id: string, olds: RawProperties, news: RawProperties): Promise<DiffResult>;
	create(news: RawProperties): Promise<{ id: string; outs: Properties }>;
	read(id: string, state: RawProperties): Promise<{ id: string; props: Properties; inputs?: Properties }>;
	update(id: string, olds: RawProperties, news: RawProperties): Promise<{ outs: Properties }>;
	delete(id: string, state: RawProperties): Promise<void>;
}

/** Answers the engine's requests about the resources of one kind. */
export class ResourceRequests {
	private readonly operations: Operations;

	constructor(private readonly kind: Kind) {
		this.operations = toEngineOperations(kind.handler, { knowsRetention: false }) as unknown as Operations;
	}

	async check(request: messages.CheckRequest): Promise<Message> {
		const metadata = readMetadata(request, decodeInputs);
		const given = decodeInputs(request.getNews(), {}, listSecretSettings());
		const news = attach({ ...given, identity: findCoordinates(request.getUrn(), this.kind.token) }, metadata);
		const { inputs, failures } = await this.operations.check(decodeInputs(request.getOlds()), news);
		return make("CheckResponse", {
			setInputs: encode(markPaths(inputs, readSecrets(inputs))),
			setFailuresList: failures.map(({ property, reason }) =>
				make("CheckFailure", { setProperty: property, setReason: reason }),
			),
		});
	}

	async diff(request: messages.DiffRequest): Promise<Message> {
		const metadata = readMetadata(request, decodeInputs);
		const news = decodeInputs(request.getNews(), metadata);
		const olds = decodeOutputs(request.getOlds());
		const { changes, replaces = [], deleteBeforeReplace } = await this.operations.diff(request.getId(), olds, news);
		const isSame = changes === undefined && replaces.length === 0 && isUnchanged(metadata.oldInputs, news);
		return make("DiffResponse", {
			setChanges: CHANGES[String(isSame ? false : changes) as keyof typeof CHANGES],
			setReplacesList: [...replaces],
			setDeletebeforereplace: deleteBeforeReplace ?? this.isDeletedFirst(news),
		});
	}

	async create(request: messages.CreateRequest): Promise<Message> {
		const news = decodeInputs(request.getProperties(), readMetadata(request, decodeInputs));
		if (request.getPreview()) return make("CreateResponse", { setProperties: this.preview(news) });
		const { id, outs } = await this.operations.create(news);
		return make("CreateResponse", { setId: id, ...this.toOutputs(outs) });
	}

	async read(request: messages.ReadRequest): Promise<Message> {
		const [metadata, given] = [readMetadata(request, decodeInputs), request.getId()];
		const isImport = request.getInputs() === undefined;
		const state = isImport
			? await withErrorBoundary(undefined, () => inferState(this.kind, given, metadata))
			: readState(request, metadata);
		const { id, props, inputs } = await this.operations.read(given, state);
		if (id === "") return make("ReadResponse");
		return make("ReadResponse", { setId: id, ...this.toOutputs(props), setInputs: encode(inputs ?? {}) });
	}

	async update(request: messages.UpdateRequest): Promise<Message> {
		const metadata = readMetadata(request, decodeInputs);
		const news = decodeInputs(request.getNews(), metadata);
		const olds = decodeOutputs(request.getOlds());
		if (request.getPreview()) {
			return make("UpdateResponse", { setProperties: this.preview(news, olds, metadata.oldInputs) });
		}
		const { outs } = await this.operations.update(request.getId(), olds, news);
		return make("UpdateResponse", this.toOutputs(outs));
	}

	async delete(request: messages.DeleteRequest): Promise<void> {
		await this.operations.delete(request.getId(), readState(request, readMetadata(request, decodeInputs)));
	}

	/** The outputs, and whether the next preview or `up` has to read the object first. */
	private toOutputs(outputs: Properties): Record<string, unknown> {
		const mayDrift = this.kind.definition.mayDriftByItself?.(unwrapSecrets(outputs) as Properties) ?? false;
		return { setProperties: encode(outputs), setRefreshBeforeUpdate: mayDrift };
	}

	/** What is known of the outputs before the operation: what is missing counts as unknown. */
	private preview(news: RawProperties, olds: RawProperties = {}, oldInputs: Properties = {}): Message {
		const stale = new Set(listChanged(oldInputs, news));
		for (const [output, sources] of Object.entries(this.kind.handler.derivedFrom ?? {})) {
			if (sources.some((source) => stale.has(topOf(source)))) stale.add(topOf(output));
		}
		const kept = Object.fromEntries(Object.entries(olds).filter(([name]) => !stale.has(name)));
		const known = encodeState(this.kind.handler, kept, readSecrets(news, olds));
		return encode({ ...known, ...markPaths(news, readSecrets(news)) });
	}

	private isDeletedFirst(news: RawProperties): boolean {
		const { deleteBeforeReplace = false, isOnlyOne } = this.kind.definition;
		return deleteBeforeReplace || (isOnlyOne?.(news) ?? false);
	}
}

/** The outputs of a state; of an object that the dynamic provider made, only the inputs mark what is secret. */
function readState(request: messages.ReadRequest | messages.DeleteRequest, metadata: RequestMetadata): RawProperties {
	const outputs = decodeOutputs(request.getProperties());
	const secretInputs = readSecrets(outputs, metadata.oldInputs).paths;
	return attach({ ...outputs, ...encodeSecretPaths({ paths: secretInputs }) }, metadata);
}

function listChanged(olds: Properties, news: Properties): string[] {
	const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
	return names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}

function topOf(path: string): string {
	return path.split(".")[0] ?? "";
}

/** A state of the dynamic provider has more in it than the program says. */
function isUnchanged(olds: Properties | undefined, news: Properties): boolean {
	return olds !== undefined && isDeepStrictEqual(visible(olds), visible(news)) && sameSecrets(olds, news);
}

function visible(properties: Properties): Properties {
	return Object.fromEntries(Object.entries(properties).filter(([name]) => !HIDDEN.includes(name)));
}

/** What has become secret is to be encrypted in the state: the engine sees that in the inputs. */
function sameSecrets(olds: Properties, news: Properties): boolean {
	return isDeepStrictEqual(readSecrets(olds).paths, readSecrets(news).paths);
}
