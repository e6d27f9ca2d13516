import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type * as Structs from "google-protobuf/google/protobuf/struct_pb";
import { cancel } from "../../../provider/pulumi/dynamic/cancellation";
import type { DynamicProvider } from "../../../provider/pulumi/dynamic/dynamic-provider";
import type { RequestMetadata } from "../../../provider/pulumi/dynamic/request-metadata";
import { loadFromSdk } from "../../../provider/pulumi/dynamic/pulumi-internals";
import { beginRun } from "../../../provider/pulumi/dynamic/run";
import { answers } from "../../../provider/pulumi/plugin/answers";
import { kinds } from "../../../provider/resources";
import { unwrapSecrets } from "../../../provider/secrets/secrets";
import type { ProviderModule } from "./provider-entry";

type Json = Record<string, unknown>;

/** Setters of a request, by the names of its fields. */
type Request = Record<string, (value: unknown) => void>;

/** Getters of a response. */
type Response = Record<string, () => unknown>;

/** What the engine knows besides the properties that it sends. */
const known = new WeakMap<object, RequestMetadata>();

/** Of the same package as the messages, of which there may be several. */
const { Struct } = loadFromSdk<typeof Structs>("google-protobuf/google/protobuf/struct_pb")!;
const toStruct = (properties: object) => Struct.fromJavaScript(properties as never);
const toJson = (struct: unknown): Json => (struct as Structs.Struct | undefined)?.toJavaScript() ?? {};

/** Sends a request as the engine does: no property of the dynamic provider, and the type of the native one. */
async function call(method: keyof typeof answers, given: Json, about: RequestMetadata = {}): Promise<Response> {
	const name = `${method[0]!.toUpperCase()}${method.slice(1)}Request` as "CheckRequest";
	const request = new messages[name]() as unknown as Request;
	const urn = about.urn?.replace(/pulumi-nodejs:dynamic\/\w+:/, "modelarts:index:");
	const oldInputs = about.oldInputs && toStruct(withoutProvider(about.oldInputs));
	const fields: Json = { setUrn: urn, setRandomseed: about.randomSeed, setOldInputs: oldInputs, ...given };
	for (const [setter, value] of Object.entries(fields)) if (value !== undefined) request[setter]?.(value);
	if (method === "read" && oldInputs) request.setInputs?.(oldInputs);
	return (await (answers[method] as unknown as (request: Request) => unknown)(request)) as Response;
}

function withoutProvider({ __provider, ...properties }: Json): Json {
	return properties;
}

const pack = (properties: object) => toStruct(withoutProvider(properties as Json));

/** The plugin's answers, in the form of the dynamic provider's operations. */
const operations: Omit<DynamicProvider, "configure"> & { configure: (request: unknown) => unknown } = {
	async configure(request) {
		const { config } = request as { config: { rawConfig: Readonly<Record<string, string>> } };
		const args = Object.entries(config.rawConfig).map(([key, value]) => [key.replace(/^huaweicloud:/, ""), value]);
		await call("configure", { setArgs: toStruct(Object.fromEntries(args) as object) }, { urn: CONFIGURED });
	},
	async check(olds: object, news: object) {
		const response = await call("check", { setOlds: pack(olds), setNews: pack(news) }, known.get(news));
		const failures = (response.getFailuresList?.() ?? []) as messages.CheckFailure[];
		return {
			inputs: toJson(response.getInputs?.()),
			failures: failures.map((one) => ({ property: one.getProperty(), reason: one.getReason() })),
		};
	},
	async diff(id: string, olds: object, news: object) {
		const response = await call("diff", { setId: id, setOlds: pack(olds), setNews: pack(news) }, known.get(news));
		return {
			changes: [undefined, false, true][response.getChanges?.() as number],
			replaces: response.getReplacesList?.() as string[],
			deleteBeforeReplace: response.getDeletebeforereplace?.() as boolean,
		};
	},
	async create(news: object) {
		const response = await call("create", { setProperties: pack(news) }, known.get(news));
		return { id: response.getId?.() as string, outs: toJson(response.getProperties?.()) };
	},
	async read(id: string, state: object) {
		const response = await call("read", { setId: id, setProperties: pack(state) }, known.get(state));
		const [props, inputs] = [toJson(response.getProperties?.()), toJson(response.getInputs?.())];
		return { id: response.getId?.() as string, props, inputs };
	},
	async update(id: string, olds: object, news: object) {
		const response = await call("update", { setId: id, setOlds: pack(olds), setNews: pack(news) }, known.get(news));
		return { outs: toJson(response.getProperties?.()) };
	},
	async delete(id: string, state: object) {
		await call("delete", { setId: id, setProperties: pack(state) }, known.get(state));
	},
};

const CONFIGURED = "urn:pulumi:test::simulation::pulumi:providers:modelarts::default";

const module_: ProviderModule = {
	operations: Object.fromEntries(
		Object.values(kinds).map(({ name }) => [name, operations]),
	) as unknown as ProviderModule["operations"],
	cancel,
	beginRun,
	attach: (properties, metadata) => (known.set(properties, metadata), properties),
	unwrapSecrets,
};
export default module_;
