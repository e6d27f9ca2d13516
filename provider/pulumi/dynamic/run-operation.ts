import {
	type Context,
	type Existing,
	type Handler,
	InitFailedError,
	type Properties,
	type Timeouts,
} from "../../lifecycle/contract";
import { systemClock } from "../../services/clock";
import { hideSecrets, joinLists, readSecrets, type Secrets } from "../../secrets/secrets";
import { cancellationSignal, isEngineGone } from "./cancellation";
import { currentSession, openServiceRegistry, readDefaults } from "./configuration";
import { showStatus, showWarning } from "./engine-log";
import { withErrorBoundary } from "./error-boundary";
import { explainInvalidState } from "./explain-conflict";
import { collectSooner } from "./heap-tuning";
import { countCall, intentsAt } from "./intents";
import { findStaleUntil } from "./read-fresh";
import { metadataOf } from "./request-metadata";
import { decodeState, encodeChangedState, nonEmptyString, type RawProperties } from "./state-codec";

/** For the last request of an interrupted create, milliseconds. */
const KEEP_TIMEOUT = 1000;

/**
 * Runs an operation on an object: its errors are made fit for the engine, and the run counts it as unfinished meanwhile.
 *
 * @param earlier older inputs and outputs of the object: a value that is secret in them is secret in errors as well
 */
export function runOperation<Inputs extends object, Outputs extends Inputs, Result>(
	handler: Handler<Inputs, Outputs>,
	properties: RawProperties,
	operation: (secrets: Secrets) => Promise<Result>,
	earlier: readonly (Properties | undefined)[] = [],
): Promise<Result> {
	const secrets = readSecrets(properties, ...earlier);
	return countCall(() =>
		withErrorBoundary(properties.__provider, async () => {
			try {
				return await operation(secrets);
			} catch (error) {
				if (!(error instanceof InitFailedError)) throw hideInError(error, secrets);
				const known = earlier.length > 0 ? joinLists(secrets) : secrets;
				const outputs = encodeChangedState(handler, error.outputs, known);
				throw new InitFailedError(hideSecrets(error.message, secrets), error.id, outputs);
			}
		}),
	);
}

function hideInError(error: unknown, secrets: Secrets): unknown {
	if (error instanceof Error && secrets.texts.length > 0) error.message = hideSecrets(error.message, secrets);
	return error;
}

/** Opens the context of a handler's operation. `from` holds the object's location and timeouts. */
export async function openContext<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	from: RawProperties,
	operation: keyof Timeouts,
	secrets: Secrets,
	{ urn, timeout } = metadataOf(from),
): Promise<Context> {
	// The engine's own timeout, where it is known: not for the first read of a process, and for reads not in every version.
	const seconds = timeout ?? (from.timeouts as Timeouts | undefined)?.[operation] ?? handler.timeouts[operation];
	const limits = { signal: cancellationSignal(), deadline: systemClock.now() + seconds * 1000 };
	if (operation !== "read") collectSooner();
	const location = { region: nonEmptyString(from.region), projectId: nonEmptyString(from.projectId) };
	const services = await openServiceRegistry().for(location, limits);
	return {
		...limits,
		services,
		session: currentSession(),
		pollInterval: services.pollInterval,
		staleUntil: findStaleUntil(from, services),
		intent: intentsAt(services).slot(nonEmptyString(from.identity) ?? "", urn),
		progress: (status) => showStatus(urn, hideSecrets(status, secrets)),
		warn: (message) => showWarning(urn, hideSecrets(message, secrets)),
	};
}

/**
 * Runs a handler on an object of the state. A state that was edited by hand can cause any `TypeError`: the message then
 * names what is invalid in the state.
 */
export async function withState<Inputs extends object, Outputs extends Inputs, Result>(
	handler: Handler<Inputs, Outputs>,
	old: Existing<Inputs, Outputs>,
	operation: (old: Existing<Inputs, Outputs>) => Promise<Result>,
): Promise<Result> {
	try {
		return await operation(old);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		const inputs = old.inputs as Properties;
		// As if the object were new: inputs that are in the state already are not validated again.
		const { validationErrors } = handler.check(undefined, inputs, { readDefaults });
		if (validationErrors.length === 0) throw error;
		throw new Error(explainInvalidState(handler.kind, old.id, validationErrors));
	}
}

/** Best effort within {@link KEEP_TIMEOUT}; without an engine nobody saves the state any more. */
export async function keepInState<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	{ id, outputs }: InitFailedError,
	context: Context,
): Promise<void> {
	if (isEngineGone(context.signal) || outputs.unfinished !== "create") return;
	const limits = { signal: AbortSignal.timeout(KEEP_TIMEOUT), deadline: systemClock.now() + KEEP_TIMEOUT };
	const existing = { id, inputs: decodeState(handler, id, outputs).inputs, outputs: outputs as Outputs };
	await handler.keep?.(existing, { ...context, ...limits }).catch(() => undefined);
}
