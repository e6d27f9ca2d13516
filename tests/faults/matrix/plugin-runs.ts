import { FakeEngine } from "../../support/fake-engine";
import { defaultProvider, pluginScript, settingsOf } from "../../support/plugin";
import type { ProviderProcess } from "../../support/provider-process";
import type { Json } from "../../support/structs";
import type { World } from "../../support/world";
import type { Session } from "../engine";
import { type Runs, RUNS_PER_PROCESS } from "./provider-runs";

/** The plugin for one run after another, in one process, as {@link ProviderRuns}. */
export class PluginRuns implements Runs {
	private process?: ProviderProcess;
	private engine?: FakeEngine;
	private runs = 0;

	constructor(
		private readonly world: World,
		private readonly config: Json,
	) {}

	async open(): Promise<Session> {
		if (this.runs++ % RUNS_PER_PROCESS === 0) {
			await this.process?.stop();
			this.process = await this.world.startBare({ script: pluginScript });
		}
		if (!this.process) throw new Error("There is no process.");

		this.engine?.stop();
		this.engine = await FakeEngine.start();
		await this.process.handshake(this.engine.address);
		await this.process.configure(settingsOf({ config: { ...this.world.config, ...this.config } }), defaultProvider);
		return translate(this.process, this.engine);
	}

	close(): void {
		this.engine?.stop();
	}
}

/** The cases declare resources of the dynamic provider: the plugin's have another type, and timeouts beside the inputs. */
function translate(process: ProviderProcess, engine: FakeEngine): Session {
	const about = (options: { urn?: string; oldInputs?: Json } = {}, operation = "", ...from: Json[]) => ({
		urn: options.urn?.replace(/pulumi-nodejs:dynamic\/\w+:/, "modelarts:index:"),
		oldInputs: options.oldInputs && strip(options.oldInputs),
		timeout: from
			.map(({ timeouts }) => (timeouts as Json | undefined)?.[operation] as number | undefined)
			.find(Boolean),
	});
	return {
		engine,
		check: async (news, olds = {}, options) => {
			const { inputs, failures } = await process.check(strip(news), strip(olds), about(options));
			return { inputs: keep(news, inputs), failures };
		},
		diff: (id, olds, news, options) => process.diff(id, strip(olds), strip(news), about(options)),
		create: async (inputs, options) => {
			const { id, outputs } = await process.create(strip(inputs), about(options, "create", inputs));
			return { id, outputs: keep(inputs, outputs) };
		},
		read: (id, old, options) => process.read(id, strip(old), about(options, "read", old)),
		update: async (id, olds, news, options) =>
			keep(news, await process.update(id, strip(olds), strip(news), about(options, "update", news))),
		delete: (id, outputs, options) =>
			process.delete(id, strip(outputs), about(options, "delete", options?.oldInputs ?? {}, outputs)),
		cancel: () => process.cancel(),
	};
}

/** What the dynamic provider has among its inputs, and the plugin does not. */
function strip(properties: Json): Json {
	const { __provider, identity, timeouts, ...own } = properties;
	return typeof __provider === "string" ? own : { ...own, ...(identity !== undefined && { identity }) };
}

function keep({ timeouts }: Json, properties: Json): Json {
	return timeouts === undefined ? properties : { ...properties, timeouts };
}
