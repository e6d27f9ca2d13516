import type { dynamic } from "@pulumi/pulumi";
import { contains } from "../../secrets/path";
import {
	type ValidationError,
	type Context,
	type Existing,
	type Handler,
	type Properties,
	type Timeouts,
	InitFailedError,
} from "../../lifecycle/contract";
import { individualize, rebase } from "../../lifecycle/create-safety/resource-identity";
import { attachRequestMetadata, metadataOf } from "./request-metadata";
import { sanitizeProperties, sanitizeText } from "./sanitize";
import { withErrorBoundary } from "./error-boundary";
import { countCall, findResumable, intentsAt, noteMade } from "./intents";
import { showStatus, showWarning } from "./engine-log";
import {
	findKept,
	hideSecrets,
	isSecret,
	joinLists,
	markAdded,
	markPaths,
	markSecrets,
	readSecrets,
	type Secrets,
} from "../../secrets/secrets";
import {
	findSecretDefaults,
	listSecretSettings,
	noteConfig,
	openClouds,
	type RawConfig,
	readDefaults,
	session,
} from "./configuration";
import { isEngineGone, cancellationSignal, watchForCancellation } from "./cancellation";
import { noteAge, readNew, readStaleUntil } from "./young-objects-of-engine";
import { wrapText } from "./wrap-text";
import { keepYoungGeneration } from "./heap-tuning";

/** What Pulumi's dynamic-provider process calls. */
export type DynamicProvider = Required<Omit<dynamic.ResourceProvider, "configure">> & {
	configure(request: { config: { rawConfig?: RawConfig } }): Promise<void>;
};

/**
 * Inputs and outputs of a resource, with what Pulumi itself keeps among them, and we: `secretInputs` (`secrets.ts`), and
 * `changedAt`, when we last worked on it (`young.ts`).
 */
type Raw = Properties & { __provider?: string; region?: unknown; projectId?: unknown; changedAt?: unknown };

/** For the last request of an interrupted create, milliseconds. */
const TIME_TO_KEEP = 1000;

/** Hangs a handler on Pulumi's dynamic-provider protocol. */
export function toDynamicProvider<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
): DynamicProvider {
	attachRequestMetadata();
	watchForCancellation();
	keepYoungGeneration();

	/** An object of the state. Dynamic providers are not handed the old inputs, but our outputs hold them all. */
	function readState(
		id: string,
		{ __provider, secretInputs, changedAt, ...properties }: Raw,
	): Existing<Inputs, Outputs> {
		const inherited = Array.isArray(properties.inherited) ? properties.inherited : [];
		const inputs: Properties = {};
		for (const name of handler.inputNames) {
			if (name in properties && !inherited.includes(name)) inputs[name] = properties[name];
		}
		return { id, inputs: inputs as Inputs, outputs: properties as Outputs };
	}

	/** Works on an object of the state. One that was edited by hand may break anything: then that is said. */
	async function workOn<Result>(
		old: Existing<Inputs, Outputs>,
		work: (old: Existing<Inputs, Outputs>) => Promise<Result>,
	) {
		try {
			return await work(old);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
			const inputs = old.inputs as Properties;
			// As if the object were new: what is in the state already would not be looked at again.
			const { validationErrors } = handler.check(undefined, inputs, { readDefaults });
			throw validationErrors.length > 0 ? new Error(explainState(handler.kind, old.id, validationErrors)) : error;
		}
	}

	/** Outputs for the state: what the engine can encode, with all that is secret marked as such. */
	function toState(outputs: object, secrets: Secrets): Properties {
		const { derivedFrom = {}, secretOutputs = [], inputNames } = handler;
		const marked = markSecrets(sanitizeProperties(outputs), secrets, {
			sources: derivedFrom,
			always: secretOutputs,
			inputNames,
		});
		return { ...marked, ...noteSecrets(secrets) };
	}

	/** The same after work of ours on the object: the state says when that was. */
	function toChangedState(outputs: object, secrets: Secrets): Properties {
		return { ...toState(outputs, secrets), changedAt: new Date().toISOString() };
	}

	/**
	 * A call that works on an object: its errors are made fit for the engine, and the run knows that it is not over.
	 *
	 * @param earlier what may be in the cloud or be kept besides: what is secret there is no less so
	 */
	function call<Result>(
		properties: Raw,
		work: (secrets: Secrets) => Promise<Result>,
		earlier: readonly (Properties | undefined)[] = [],
	): Promise<Result> {
		const secrets = readSecrets(properties, ...earlier);
		return countCall(() =>
			withErrorBoundary(properties.__provider, async () => {
				try {
					return await work(secrets);
				} catch (error) {
					if (!(error instanceof InitFailedError)) throw hideInError(error, secrets);
					const outputs = toChangedState(error.outputs, earlier.length > 0 ? joinLists(secrets) : secrets);
					throw new InitFailedError(hideSecrets(error.message, secrets), error.id, outputs);
				}
			}),
		);
	}

	/** What a handler works with. `from` says where the object is and how long the work may take. */
	async function open(
		from: Raw,
		operation: keyof Timeouts,
		secrets: Secrets,
		{ urn, timeout } = metadataOf(from),
	): Promise<Context> {
		// The engine's own, where it can be seen: not of the first read of a process, and of reads not in every version.
		const seconds = timeout ?? (from.timeouts as Timeouts | undefined)?.[operation] ?? handler.timeouts[operation];
		const limits = { signal: cancellationSignal, deadline: Date.now() + seconds * 1000 };
		const place = { region: textOf(from.region), projectId: textOf(from.projectId) };
		const cloud = await openClouds().for(place, limits);
		return {
			...limits,
			cloud,
			session,
			pollInterval: cloud.pollInterval,
			staleUntil: readStaleUntil(from, cloud),
			intent: intentsAt(cloud).slot(textOf(from.identity) ?? "", urn),
			report: (status) => showStatus(urn, hideSecrets(status, secrets)),
			warn: (message) => showWarning(urn, hideSecrets(message, secrets)),
		};
	}

	/** A courtesy of little time; nobody writes down anything once the engine is gone. */
	async function keepInState({ id, outputs }: InitFailedError, { cloud, ...context }: Context): Promise<void> {
		if (isEngineGone() || outputs.unfinished !== "create") return;
		const limits = { signal: AbortSignal.timeout(TIME_TO_KEEP), deadline: Date.now() + TIME_TO_KEEP };
		const existing = { id, inputs: readState(id, outputs).inputs, outputs: outputs as Outputs };
		await handler.keep?.(existing, { ...context, cloud, ...limits }).catch(() => undefined);
	}

	return {
		configure({ config }) {
			noteConfig(config.rawConfig ?? {});
			return Promise.resolve();
		},

		check(olds: Raw, news: Raw) {
			return withErrorBoundary(news.__provider, () => {
				const { __provider, secretInputs, retainOnDelete, ...given } = sanitizeProperties(news);
				const { __provider: _, secretInputs: __, retainOnDelete: ___, ...before } = olds ?? {};
				const old = Object.keys(before).length > 0 ? before : undefined;
				const { urn, randomSeed } = metadataOf(news);
				const { identity } = given;
				const isNew = old === undefined && typeof identity === "string";
				// The first call of a process is without the engine's seed: what it draws, a saved plan does not know.
				const named = isNew ? { ...given, identity: individualize(identity, randomSeed) } : given;
				const { inputs, validationErrors, hints = [] } = handler.check(old, named, session);

				const kept = findKept(inputs, { given: named, before }, readSecrets(olds));
				const own = readSecrets(news);
				const secrets = { ...readSecrets(olds, news), paths: [...new Set([...own.paths, ...kept])].sort() };
				for (const hint of hints) showWarning(urn, hideSecrets(hint, secrets));
				const begun = isNew && validationErrors.length === 0 ? findResumable({ identity, urn }, given) : undefined;
				if (begun !== undefined) showWarning(urn, explainResumable(begun));
				// Given a property, the CLI would print its value: in full, even of a secret, and `<nil>` where it is nested.
				const failures = validationErrors.map(({ property, reason }) => {
					const said = isSecret(property, secrets)
						? reason.replace(/, got [^]*$/, ", got something else, which is secret")
						: reason;
					return { property: "", reason: wrapText(sanitizeText(hideSecrets(`${property}: ${said}`, secrets))) };
				});

				const isSetting = (path: string) => path.startsWith("huaweicloud:");
				const settings = listSecretSettings(secrets.paths.filter(isSetting));
				const added = markAdded(sanitizeProperties(inputs), given, findSecretDefaults(settings)) as Properties;
				const marked = markPaths(added, { paths: kept });
				const paths = [...secrets.paths.filter((path) => !isSetting(path)), ...settings];
				return { inputs: { ...marked, ...noteSecrets({ paths }), ...noteRetention(news) }, failures };
			});
		},

		diff(id: string, olds: Raw, news: Raw) {
			return withErrorBoundary(news.__provider, () => {
				const { urn } = metadataOf(news);
				const intents = intentsAt(olds);
				const resource = { identity: textOf(olds.identity), urn };
				const taker = intents.findTaker(id, resource);
				if (taker !== undefined) throw new Error(explainShared(id, taker));
				intents.forget(id);
				const { __provider, secretInputs, retainOnDelete, ...given } = news;
				const secrets = readSecrets(news);
				const { warnings = [], losses = [], ...difference } = handler.diff(readState(id, olds), given);
				// The old inputs are unpacked for who is warned alone: every resource of every preview comes here.
				if (warnings.length + losses.length > 0) {
					const { oldInputs } = metadataOf(news);
					const known = readSecrets(olds, oldInputs, news);
					const isKept = (oldInputs ?? news).retainOnDelete === true;
					for (const warning of [...warnings, ...(isKept ? [] : losses)]) showWarning(urn, hideSecrets(warning, known));
				}
				if (!difference.replaces) intents.recordOwner(id, resource);
				const begun = difference.replaces ? undefined : intents.findBegun(resource, id);
				if (begun !== undefined) showWarning(urn, explainBegun(begun, id));

				const { replaces, changes, ...rest } = difference;
				// What has become secret is in clear text among the outputs, until an update marks them.
				const before = readSecrets(olds).paths;
				const hasNewSecret = secrets.paths.some((path) => !before.some((one) => contains(one, path)));
				return {
					...rest,
					...(changes !== undefined && !(changes === false && hasNewSecret) && { changes }),
					replaces: replaces && [...replaces],
				};
			});
		},

		create(news: Raw) {
			return call(news, async (secrets) => {
				const context = await open(news, "create", secrets);
				try {
					const { id, outputs } = await handler.create(readState("", news).inputs, context);
					refuseShared(id, context);
					noteMade(id, context.intent);
					return { id, outs: toChangedState(outputs, secrets) };
				} catch (error) {
					// It goes into the state as well, and under that id the engine shows it next time.
					if (error instanceof InitFailedError) {
						noteMade(error.id, context.intent);
						await keepInState(error, context);
					}
					throw error;
				}
			});
		},

		read(id: string, props: Raw = {}) {
			return call(props, async (secrets) => {
				intentsAt(props).forget(id);
				const context = await open(props, "read", secrets);
				noteAge(id, props, context.cloud);
				const read = await workOn(readState(id, props), (old) =>
					readNew(old, () => handler.read(old, context), context),
				);
				if (!read) return { id: "", props: {} };
				const inputs = rebase(read.inputs, metadataOf(props).oldInputs?.identity, handler.generate);
				return {
					id: read.id ?? id,
					props: { ...toState(read.outputs, secrets), ...keepChangedAt(props) },
					inputs: {
						...markPaths(sanitizeProperties(inputs), secrets),
						...noteSecrets(secrets),
						...noteRetention(metadataOf(props).oldInputs),
					},
				};
			});
		},

		update(id: string, olds: Raw, news: Raw) {
			const work = async (secrets: Secrets) => {
				intentsAt(olds).forget(id);
				// What replaces did not change, so the object is where the state says; the new timeouts hold.
				const context = await open({ ...olds, timeouts: news.timeouts }, "update", secrets, metadataOf(news));
				noteAge(id, olds, context.cloud);
				const { inputs } = readState(id, news);
				const outputs = await workOn(readState(id, olds), (old) => handler.update(old, inputs, context));
				return { outs: toChangedState(outputs, readSecrets(news)) };
			};
			return call(news, work, [olds, metadataOf(news).oldInputs]);
		},

		delete(id: string, props: Raw) {
			return call(props, async (secrets) => {
				const { oldInputs, urn } = metadataOf(props);
				const intents = intentsAt(props);
				if (intents.findTaker(id) !== undefined) return showWarning(urn, explainTaken(id));
				const keeper = intents.findKeeper(id, { identity: textOf(props.identity), urn });
				if (keeper !== undefined) return showWarning(urn, explainKeeper(id, keeper));
				intents.forget(id);
				const state = { ...props, ...oldInputs };
				const context = await open(state, "delete", secrets, metadataOf(props));
				noteAge(id, props, context.cloud);
				await workOn({ ...readState(id, state), outputs: readState(id, props).outputs }, (old) =>
					handler.delete(old, context),
				);
			});
		},
	};
}

/** A read changes nothing. */
function keepChangedAt({ changedAt }: Properties): Properties {
	return changedAt === undefined ? {} : { changedAt };
}

/** Which inputs are secret stays with the object, for reads and for what a later run says; nothing where none is. */
function noteSecrets({ paths }: Pick<Secrets, "paths">): { secretInputs?: string[] } {
	return paths.length > 0 ? { secretInputs: [...paths] } : {};
}

function hideInError(error: unknown, secrets: Secrets): unknown {
	if (error instanceof Error && secrets.texts.length > 0) error.message = hideSecrets(error.message, secrets);
	return error;
}

function explainState(kind: string, id: string, validationErrors: readonly ValidationError[]): string {
	const parts = validationErrors.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
	return (
		`The state of the ${kind} ${id} is not as this provider writes it, perhaps edited by hand: ${parts}. Correct it ` +
		"(`pulumi stack export`, `pulumi stack import`), or take the resource out of the state (`pulumi state delete`) and " +
		"adopt the object (`adopt`)."
	);
}

/** A replacement that was cut short, and that this run does not ask for. */
function explainBegun(begun: string, id: string): string {
	return (
		`An interrupted replacement of ${id} has made ${begun}, which nothing refers to. Replace the resource again to go on ` +
		"with that one, or delete it."
	);
}

/** The option `retainOnDelete`, which is not handed over: the class writes it down for the warnings of a replacement. */
function noteRetention(inputs: Properties | undefined): Properties {
	return inputs?.retainOnDelete === true ? { retainOnDelete: true } : {};
}

/** Somebody who reads a preview should know that nothing new is made. */
function explainResumable(begun: string): string {
	return `An interrupted run has begun ${begun} for this resource: \`pulumi up\` resumes it if it is still there.`;
}

/** What was resumed turns out to be in the state of another resource, which the engine has shown since. */
function refuseShared(id: string, { intent }: Context): void {
	const owner = intent.read()?.taken ? intent.findOwner({ id }) : undefined;
	if (owner === undefined) return;
	intent.clear();
	throw new Error(
		`${id} belongs to another resource of this program, "${owner}", and stays with it: nothing was resumed. ` +
			"Run `pulumi up` again to make a new one for this resource.",
	);
}

/** The other way round: this resource was shown after another one had resumed its object. */
function explainShared(id: string, taker: string): string {
	return (
		`${id} is in the state of this resource, and "${taker}" has taken it over in this run. One object cannot be two ` +
		"resources: take one of the two out of the state (`pulumi state delete <urn>`)."
	);
}

/** The same where the state holds an object twice, as an earlier run has left it. */
function explainKeeper(id: string, keeper: string): string {
	return `${id} was not deleted: it is in the state of another resource of this program as well, "${keeper}", and stays.`;
}

/** What is said in place of a deletion. */
function explainTaken(id: string): string {
	return `${id} was not deleted: another resource of this run has taken it over, and goes on with it.`;
}

function textOf(value: unknown): string | undefined {
	return typeof value === "string" && value !== "" ? value : undefined;
}
