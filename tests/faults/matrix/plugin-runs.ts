import type { FakeEngine } from "../../support/fake-engine";
import { defaultProvider, settingsOf } from "../../support/plugin";
import { pluginScript } from "../../support/plugin-script";
import type { ProviderProcess } from "../../support/provider-process";
import type { Json } from "../../support/structs";
import type { Session } from "../engine";
import { Runs } from "./provider-runs";

/** The plugin for one run after another: a handshake begins each. */
export class PluginRuns extends Runs {
	protected start(): Promise<ProviderProcess> {
		return this.world.startBare({ script: pluginScript });
	}

	protected async connect(process: ProviderProcess, engine: FakeEngine): Promise<Session> {
		await process.handshake(engine.address);
		await process.configure(settingsOf({ config: { ...this.world.config, ...this.config } }), defaultProvider);
		return translate(process, engine);
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
