import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { pluginScript } from "./plugin-script";
import type { ProcessOptions, ProviderProcess, RequestOptions } from "./provider-process";
import { fromStruct, type Json, toStruct } from "./structs";
import type { World } from "./world";

/** What the engine sends for the output of a resource that does not exist yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A value in the envelope in which the engine sends secrets. */
export function secret(value: unknown): Json {
	return { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value };
}

/** All values outside of such envelopes, as JSON. */
export function showUnmarked(value: unknown): string {
	return JSON.stringify(value, (_name, part: unknown) =>
		part !== null && typeof part === "object" && SIGNATURE in part ? "[secret]" : part,
	);
}

/** For calls about a resource of the plugin. */
export function aboutPlugin(kind = "Notebook", name = "lab"): RequestOptions & { readonly urn: string } {
	return { urn: `urn:pulumi:test::contract::modelarts:index:${kind}::${name}` };
}

export const defaultProvider = "urn:pulumi:test::contract::pulumi:providers:modelarts::default";
export const explicitProvider = "urn:pulumi:test::contract::pulumi:providers:modelarts::mine";

/** The stack's config as the engine sends it to the plugin: the names alone, of its own namespace. */
export function settingsOf({ config }: Pick<World, "config">): Json {
	const own = Object.entries(config).filter(([key]) => key.startsWith("huaweicloud:"));
	return Object.fromEntries(own.map(([key, value]) => [key.replace("huaweicloud:", ""), value]));
}

/** The plugin, not configured yet, after the handshake with its engine. */
export async function launchPlugin(world: World, options: ProcessOptions = {}): Promise<ProviderProcess> {
	const plugin = await world.startBare({ script: pluginScript, ...options });
	await plugin.handshake(plugin.engine.address);
	return plugin;
}

/**
 * The plugin with this cloud's settings.
 *
 * @param settings beside those, or in their place; entries of `undefined` are removed
 */
export async function startPlugin(
	world: World,
	{
		settings = {},
		provider = defaultProvider,
		...options
	}: ProcessOptions & { settings?: Json; provider?: string } = {},
): Promise<ProviderProcess> {
	const plugin = await launchPlugin(world, options);
	await plugin.configure({ ...settingsOf(world), ...settings }, provider);
	return plugin;
}

/** What the engine asks about a provider resource, before it configures it. */
export async function checkConfig(plugin: ProviderProcess, news: Json) {
	const request = new messages.CheckRequest();
	request.setUrn(defaultProvider);
	request.setNews(toStruct(news));
	const answer = await plugin.call<messages.CheckResponse>("checkConfig", request);
	return {
		inputs: fromStruct(answer.getInputs()),
		failures: answer.getFailuresList().map((one) => one.toObject()),
	};
}

/** What it asks where that one is in the state. */
export async function diffConfig(plugin: ProviderProcess, oldInputs: Json, news: Json) {
	const request = new messages.DiffRequest();
	request.setUrn(defaultProvider);
	request.setOldInputs(toStruct(oldInputs));
	request.setOlds(toStruct(oldInputs));
	request.setNews(toStruct(news));
	const answer = await plugin.call<messages.DiffResponse>("diffConfig", request);
	return {
		changes: (["unknown", "none", "some"] as const)[answer.getChanges()],
		replaces: answer.getReplacesList(),
	};
}

/** The read of `pulumi import` and of `get`: with neither inputs nor outputs. */
export async function importObject(plugin: ProviderProcess, id: string, { urn }: { readonly urn: string }) {
	const request = new messages.ReadRequest();
	request.setId(id);
	request.setUrn(urn);
	const answer = await plugin.call<messages.ReadResponse>("read", request);
	return { id: answer.getId(), outputs: fromStruct(answer.getProperties()), inputs: fromStruct(answer.getInputs()) };
}
