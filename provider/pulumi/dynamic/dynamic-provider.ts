import type { dynamic } from "@pulumi/pulumi";
import { type Context, type Handler, InitFailedError } from "../../lifecycle/contract";
import { rebase } from "../../lifecycle/create-safety/resource-identity";
import { markPaths, readSecrets, type Secrets } from "../../secrets/secrets";
import { watchForCancellation } from "./cancellation";
import { checkInputs } from "./check";
import { storeConfig, type RawConfig } from "./configuration";
import { type DiffOptions, diffState } from "./diff";
import { showWarning } from "./engine-log";
import { withErrorBoundary } from "./error-boundary";
import { explainKeptByOther, explainKeptByOwner, explainOwnedByOther } from "./explain-conflict";
import { keepYoungGeneration } from "./heap-tuning";
import { intentsAt, recordCreated } from "./intents";
import { readFresh, recordAge } from "./read-fresh";
import { attachRequestMetadata, metadataOf } from "./request-metadata";
import { keepInState, openContext, runOperation, withState } from "./run-operation";
import { sanitizeProperties } from "./sanitize";
import {
	decodeState,
	encodeChangedState,
	encodeRetention,
	encodeSecretPaths,
	encodeState,
	keepChangedAt,
	listIds,
	nonEmptyString,
	type RawProperties,
} from "./state-codec";

/** What Pulumi's dynamic-provider process calls. */
export type DynamicProvider = Required<Omit<dynamic.ResourceProvider, "configure">> & {
	configure(request: { config: { rawConfig?: RawConfig } }): Promise<void>;
};

/** Connects a handler to Pulumi's dynamic-provider protocol. */
export function toDynamicProvider<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
): DynamicProvider {
	attachRequestMetadata();
	watchForCancellation();
	keepYoungGeneration();
	return toEngineOperations(handler, { knowsRetention: true });
}

/** What the engine asks of a kind of resource; properties carry the metadata of their request. */
export function toEngineOperations<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	options: DiffOptions,
): DynamicProvider {
	return {
		configure({ config }) {
			storeConfig(config.rawConfig ?? {});
			return Promise.resolve();
		},

		check: (olds: RawProperties, news: RawProperties) =>
			withErrorBoundary(news.__provider, () => checkInputs(handler, olds, news)),

		diff: (id: string, olds: RawProperties, news: RawProperties) =>
			withErrorBoundary(news.__provider, () => diffState(handler, id, olds, news, options)),

		create: (news: RawProperties) =>
			runOperation(handler, news, async (secrets) => {
				const context = await openContext(handler, news, "create", secrets);
				try {
					const { id, outputs } = await handler.create(decodeState(handler, "", news).inputs, context);
					refuseShared(id, context);
					recordCreated(id, context);
					return { id, outs: encodeChangedState(handler, outputs, secrets) };
				} catch (error) {
					// A partial failure goes into the state as well: the engine sends this id next time.
					if (error instanceof InitFailedError) {
						recordCreated(error.id, context);
						await keepInState(handler, error, context);
					}
					throw error;
				}
			}),

		read: (id: string, props: RawProperties = {}) =>
			runOperation(handler, props, async (secrets) => {
				const ids = listIds(handler, id, props);
				intentsAt(props).forget(ids);
				const context = await openContext(handler, props, "read", secrets);
				recordAge(ids, props, context.services);
				const read = await withState(handler, decodeState(handler, id, props), (old) =>
					readFresh(old, () => handler.read(old, context), context),
				);
				if (!read) return { id: "", props: {} };
				const { oldInputs } = metadataOf(props);
				const inputs = rebase(read.inputs, oldInputs?.identity, handler.generate);
				return {
					id: read.id ?? id,
					props: { ...encodeState(handler, read.outputs, secrets), ...keepChangedAt(props) },
					inputs: {
						...markPaths(sanitizeProperties(inputs), secrets),
						...encodeSecretPaths(secrets),
						...encodeRetention(oldInputs),
					},
				};
			}),

		update(id: string, olds: RawProperties, news: RawProperties) {
			const update = async (secrets: Secrets) => {
				const ids = listIds(handler, id, olds);
				intentsAt(olds).forget(ids);
				// Region and project did not change, or the object would be replaced; the new timeouts hold.
				const from = { ...olds, timeouts: news.timeouts };
				const context = await openContext(handler, from, "update", secrets, metadataOf(news));
				recordAge(ids, olds, context.services);
				const { inputs } = decodeState(handler, id, news);
				const outputs = await withState(handler, decodeState(handler, id, olds), (old) =>
					handler.update(old, inputs, context),
				);
				return { outs: encodeChangedState(handler, outputs, readSecrets(news)) };
			};
			return runOperation(handler, news, update, [olds, metadataOf(news).oldInputs]);
		},

		delete: (id: string, props: RawProperties) =>
			runOperation(handler, props, async (secrets) => {
				const { oldInputs, urn } = metadataOf(props);
				const intents = intentsAt(props);
				if (intents.findTaker(id) !== undefined) return showWarning(urn, explainKeptByOther(id));
				const resource = { identity: nonEmptyString(props.identity), urn };
				const owner = intents.findKeeper(id, resource);
				if (owner !== undefined) return showWarning(urn, explainKeptByOwner(id, owner));
				const ids = listIds(handler, id, props);
				intents.forget(ids);
				// A replacement that comes after it must not resume it, should a list still show it.
				intents.recordInState(ids, resource);
				const state = { ...props, ...oldInputs };
				const context = await openContext(handler, state, "delete", secrets, metadataOf(props));
				recordAge(ids, props, context.services);
				const old = { ...decodeState(handler, id, state), outputs: decodeState(handler, id, props).outputs };
				await withState(handler, old, () => handler.delete(old, context));
			}),
	};
}

/** Refuses a resumed object that turned out to be in the state of another resource, which the engine sent since. */
function refuseShared(id: string, { intent }: Context): void {
	const owner = intent.read()?.taken ? intent.findOwner({ id }) : undefined;
	if (owner === undefined) return;
	intent.clear();
	throw new Error(explainOwnedByOther(id, owner));
}
