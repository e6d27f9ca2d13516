import { join } from "node:path";
import { FakeEngine } from "../../support/fake-engine";
import type { ProviderProcess } from "../../support/provider-process";
import type { Json } from "../../support/structs";
import type { World } from "../../support/world";
import type { Session } from "../engine";

/** A process gets slower with every run, as some of its wrappers are wrapped again. */
const RUNS_PER_PROCESS = 40;

const freshRun = JSON.stringify(join(__dirname, "fresh-run.cjs"));

/** One run after another, most of them in the process of the previous one, each with an engine of its own. */
export abstract class Runs {
	private process?: ProviderProcess;
	private engine?: FakeEngine;
	private runs = 0;

	constructor(
		protected readonly world: World,
		protected readonly config: Json,
	) {}

	async open(): Promise<Session> {
		if (this.runs++ % RUNS_PER_PROCESS === 0) {
			await this.process?.stop();
			this.process = await this.start();
		}
		if (!this.process) throw new Error("There is no process.");

		this.engine?.stop();
		this.engine = await FakeEngine.start();
		return this.connect(this.process, this.engine, this.runs);
	}

	close(): void {
		this.engine?.stop();
	}

	protected abstract start(): Promise<ProviderProcess>;

	/** @param run its number */
	protected abstract connect(process: ProviderProcess, engine: FakeEngine, run: number): Promise<Session>;
}

/**
 * The real provider process for one run after another. The engine starts one for each run, which takes as long as
 * everything else in a case; here most runs get the process of the previous one, with all code of the provider loaded
 * anew. The code must know nothing of earlier runs: `fresh-run.cjs` ensures that.
 */
export class ProviderRuns extends Runs {
	protected start(): Promise<ProviderProcess> {
		return this.world.start({ config: this.config });
	}

	protected connect(process: ProviderProcess, engine: FakeEngine, run: number): Promise<Session> {
		return Promise.resolve(stamp(process, engine, run));
	}
}

/** Inputs and outputs name their provider by a constant text; in the process it is that of the run. */
function stamp(process: ProviderProcess, engine: FakeEngine, run: number): Session {
	const out = (properties: Json): Json => {
		const { __provider: text } = properties;
		if (typeof text !== "string") return properties;
		const name = /require\("([^"]*)"\)/.exec(text)?.[1];
		return {
			...properties,
			__provider: `exports.handler=()=>require(${freshRun})(${run}, "${engine.address}", "${name}")`,
		};
	};
	const back = (properties: Json): Json => {
		const { __provider: text } = properties;
		const name = typeof text === "string" ? /, "([^"]*)"\)$/.exec(text)?.[1] : undefined;
		return name === undefined ? properties : { ...properties, __provider: providerText(name) };
	};
	return {
		engine,
		check: async (news, olds = {}, options = {}) => {
			const { inputs, failures } = await process.check(out(news), out(olds), options);
			return { inputs: back(inputs), failures };
		},
		diff: (id, olds, news, options) => process.diff(id, out(olds), out(news), options),
		create: async (inputs, options) => {
			const { id, outputs } = await restoreTexts(process.create(out(inputs), options), back);
			return { id, outputs: back(outputs) };
		},
		read: async (id, old, options) => {
			const { id: found, inputs, outputs } = await process.read(id, out(old), options);
			return { id: found, inputs: back(inputs), outputs: back(outputs) };
		},
		update: async (id, olds, news, options) =>
			back(await restoreTexts(process.update(id, out(olds), out(news), options), back)),
		delete: (id, outputs, options) => process.delete(id, out(outputs), options),
		cancel: () => process.cancel(),
	};
}

/** The saved properties of a partially created resource hold the text as well. */
async function restoreTexts<Answer>(answer: Promise<Answer>, back: (properties: Json) => Json): Promise<Answer> {
	try {
		return await answer;
	} catch (error) {
		const { halfCreated } = error as { halfCreated?: { properties: Json } };
		if (halfCreated) halfCreated.properties = back(halfCreated.properties);
		throw error;
	}
}

export function providerText(name: string): string {
	return `exports.handler=()=>require("${name}")`;
}
