import type { dynamic } from "@pulumi/pulumi";
import {
	type Complaint,
	type Context,
	type Existing,
	type Handler,
	type Properties,
	type Timeouts,
	UnfinishedError,
} from "../lifecycle";
import { individualize, rebase } from "../recovery/identity";
import { attachCallFacts, factsOf } from "./call-facts";
import { cleanProperties, cleanText } from "./clean";
import { guard } from "./guard";
import { countCall, findResumable, intentsAt, noteMade } from "./intents";
import { showStatus, showWarning } from "./messages";
import { noteConfig, openClouds, type RawConfig, readDefaults } from "./session";
import { stopSignal, watchForStop } from "./stop";
import { noteAge, readNew } from "./young";
import { keepYoungGeneration } from "./young-generation";

/** What Pulumi's dynamic-provider process calls. */
export type DynamicProvider = Required<Omit<dynamic.ResourceProvider, "configure">> & {
	configure(request: { config: { rawConfig?: RawConfig } }): Promise<void>;
};

/** Inputs and outputs of a resource, with what Pulumi itself keeps among them. */
type Raw = Properties & { __provider?: string; region?: unknown; projectId?: unknown };

/** Hangs a handler on Pulumi's dynamic-provider protocol. */
export function toDynamicProvider<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
): DynamicProvider {
	attachCallFacts();
	watchForStop();
	keepYoungGeneration();

	/** An object of the state. Dynamic providers are not handed the old inputs, but our outputs hold them all. */
	function readState(id: string, { __provider, ...properties }: Raw): Existing<Inputs, Outputs> {
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
			const { complaints } = handler.check(undefined, inputs, readDefaults);
			throw complaints.length > 0 ? new Error(explainState(handler.kind, old.id, complaints)) : error;
		}
	}

	/** What a handler works with. `from` says where the object is and how long the work may take. */
	async function open(from: Raw, operation: keyof Timeouts, { urn } = factsOf(from)): Promise<Context> {
		const seconds = (from.timeouts as Timeouts | undefined)?.[operation] ?? handler.timeouts[operation];
		const limits = { signal: stopSignal, deadline: Date.now() + seconds * 1000 };
		const place = { region: textOf(from.region), projectId: textOf(from.projectId) };
		const cloud = await openClouds().at(place, limits);
		return {
			...limits,
			cloud,
			pollInterval: cloud.pollInterval,
			intent: intentsAt(cloud).slot(textOf(from.identity) ?? "", urn),
			report: (status) => showStatus(urn, status),
			warn: (message) => showWarning(urn, message),
		};
	}

	return {
		configure({ config }) {
			noteConfig(config.rawConfig ?? {});
			return Promise.resolve();
		},

		check(olds: Raw, news: Raw) {
			return guard(news.__provider, () => {
				const { __provider, ...given } = cleanProperties(news);
				const { __provider: _, ...before } = olds ?? {};
				const old = Object.keys(before).length > 0 ? before : undefined;
				const { urn, randomSeed } = factsOf(news);
				const { identity } = given;
				const isNew = old === undefined && typeof identity === "string";
				const named = isNew ? { ...given, identity: individualize(identity, randomSeed) } : given;
				const { inputs, complaints, hints = [] } = handler.check(old, named, readDefaults);
				for (const hint of hints) showWarning(urn, hint);
				const begun = isNew && complaints.length === 0 ? findResumable({ identity, urn }, given) : undefined;
				if (begun !== undefined) showWarning(urn, explainResumable(begun));
				// Given a property, the CLI would print its value: in full, even of a secret, and `<nil>` where it is nested.
				const failures = complaints.map(({ property, reason }) => ({
					property: "",
					reason: cleanText(`${property}: ${reason}`),
				}));
				return { inputs: cleanProperties(inputs), failures };
			});
		},

		diff(id: string, olds: Raw, news: Raw) {
			return guard(news.__provider, () => {
				const { urn } = factsOf(news);
				const intents = intentsAt(olds);
				const resource = { identity: textOf(olds.identity), urn };
				const taker = intents.findTaker(id, resource);
				if (taker !== undefined) throw new Error(explainShared(id, taker));
				intents.forget(id);
				const { __provider, ...given } = news;
				const { warnings = [], ...difference } = handler.diff(readState(id, olds), given);
				for (const warning of warnings) showWarning(urn, warning);
				if (!difference.replaces) intents.noteUser(id, resource);
				const begun = difference.replaces ? undefined : intents.findBegun(resource, id);
				if (begun !== undefined) showWarning(urn, explainBegun(begun, id));
				return { ...difference, replaces: difference.replaces && [...difference.replaces] };
			});
		},

		create(news: Raw) {
			return call(news, async () => {
				const context = await open(news, "create");
				try {
					const { id, outputs } = await handler.create(readState("", news).inputs, context);
					refuseShared(id, context);
					noteMade(id, context.intent);
					return { id, outs: cleanProperties(outputs) };
				} catch (error) {
					// It goes into the state as well, and under that id the engine shows it next time.
					if (error instanceof UnfinishedError) noteMade(error.id, context.intent);
					throw error;
				}
			});
		},

		read(id: string, props: Raw = {}) {
			return call(props, async () => {
				intentsAt(props).forget(id);
				const context = await open(props, "read");
				noteAge(id, props, context.cloud);
				const read = await workOn(readState(id, props), (old) =>
					readNew(props, () => handler.read(old, context), context),
				);
				if (!read) return { id: "", props: {} };
				const inputs = rebase(read.inputs, factsOf(props).oldInputs?.identity, handler.generate);
				return { id: read.id ?? id, props: cleanProperties(read.outputs), inputs: cleanProperties(inputs) };
			});
		},

		update(id: string, olds: Raw, news: Raw) {
			return call(news, async () => {
				intentsAt(olds).forget(id);
				// What replaces did not change, so the object is where the state says; the new timeouts hold.
				const context = await open({ ...olds, timeouts: news.timeouts }, "update", factsOf(news));
				noteAge(id, olds, context.cloud);
				const { inputs } = readState(id, news);
				const outputs = await workOn(readState(id, olds), (old) => handler.update(old, inputs, context));
				return { outs: cleanProperties(outputs) };
			});
		},

		delete(id: string, props: Raw) {
			return call(props, async () => {
				const { oldInputs, urn } = factsOf(props);
				const intents = intentsAt(props);
				if (intents.findTaker(id) !== undefined) return showWarning(urn, explainTaken(id));
				intents.forget(id);
				const state = { ...props, ...oldInputs };
				const context = await open(state, "delete", factsOf(props));
				noteAge(id, props, context.cloud);
				await workOn({ ...readState(id, state), outputs: readState(id, props).outputs }, (old) =>
					handler.delete(old, context),
				);
			});
		},
	};
}

/** A call that works on an object: its errors are made fit for the engine, and the run knows that it is not over. */
function call<Result>({ __provider }: Raw, work: () => Promise<Result>): Promise<Result> {
	return countCall(() => guard(__provider, work));
}

function explainState(kind: string, id: string, complaints: readonly Complaint[]): string {
	const parts = complaints.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
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

/** Somebody who reads a preview should know that nothing new is made. */
function explainResumable(begun: string): string {
	return `An interrupted run has begun ${begun} for this resource: \`pulumi up\` resumes it if it is still there.`;
}

/** What was resumed turns out to be in the state of another resource, which the engine has shown since. */
function refuseShared(id: string, { intent }: Context): void {
	const owner = intent.read()?.taken ? intent.findUser({ id }) : undefined;
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

/** What is said in place of a deletion. */
function explainTaken(id: string): string {
	return `${id} was not deleted: another resource of this run has taken it over, and goes on with it.`;
}

function textOf(value: unknown): string | undefined {
	return typeof value === "string" && value !== "" ? value : undefined;
}
