import { isDeepStrictEqual } from "node:util";
import { type ConfigurationKey, environmentNames } from "../../services/config/configuration-keys";
import { isEnvelope, markPaths, unwrapSecrets } from "../../secrets/secrets";
import { toJavaScript } from "../dynamic/request-metadata";
import { onNewRun } from "../dynamic/run";
import { listSources, storeConfig } from "../dynamic/configuration";
import { IN_STATE, SECRETS } from "../secret-settings";
import { assertComplete } from "./missing-settings";
import { encode, make, type Message } from "./protocol";
import type * as messages from "@pulumi/pulumi/proto/provider_pb";

/** The engine's own arguments of a provider. */
const OF_THE_ENGINE = ["version", "pluginDownloadURL", "__internal"];

let secretSettings: readonly string[] = [];

/** Settings of this provider that are secret and reach the state, as `huaweicloud:<name>`. */
export function listSecretSettings(): readonly string[] {
	return secretSettings;
}

/** Refuses names that no setting has, and encrypts what is secret by its nature. */
export function checkConfig(request: messages.CheckRequest): Message {
	const given = toJavaScript(request.getNews());
	const names = Object.keys(environmentNames) as ConfigurationKey[];
	const unknown = Object.keys(given).filter((name) => !(name in environmentNames) && !OF_THE_ENGINE.includes(name));
	return make("CheckResponse", {
		setInputs: encode(markPaths(given, { paths: SECRETS })),
		setFailuresList: unknown.map((name) =>
			make("CheckFailure", {
				setProperty: "",
				setReason: `modelarts:${name} is not a setting. The settings are ${names.join(", ")}.`,
			}),
		),
	});
}

/**
 * Resources stay where their state says, whatever the settings say: no change of them replaces a provider, and with it all
 * its resources. The old settings may be those of the dynamic provider, which a resource is moved from.
 */
export function diffConfig(request: messages.DiffRequest): Message {
	const [olds, news] = [request.getOldInputs() ?? request.getOlds(), request.getNews()].map(readSettings);
	return make("DiffResponse", { setChanges: isDeepStrictEqual(olds, news) ? 1 : 2 });
}

/** In clear text, by their names without a namespace. */
function readSettings(struct: unknown): Record<string, unknown> {
	const entries = Object.entries(unwrapSecrets(toJavaScript(struct)) as Record<string, unknown>)
		.filter(([key]) => !key.includes(":") || /^(huaweicloud|modelarts):(?!explicit$)/.test(key))
		.map(([key, value]) => [key.replace(/^.*:/, ""), value] as const);
	return Object.fromEntries(entries.filter(([name]) => !OF_THE_ENGINE.includes(name)));
}

/** The engine names default providers by the version, and the address, that a program asks for: `default_0_1_0`. */
const DEFAULT_PROVIDER = /::default(_\d+_\d+_\d+[^:]*|_https?_[^:]*|_git[^:]*)?$/;

/**
 * The arguments of an explicit provider come before the environment, and those of the default one, which are the stack's
 * config, after it; beside an explicit one, the stack's config is in a variable of this process.
 */
export function configure(request: messages.ConfigureRequest): Message {
	const given = Object.entries(toJavaScript(request.getArgs())).filter(([name]) => !OF_THE_ENGINE.includes(name));
	refuseOther(request.getUrn());
	const isExplicit = !DEFAULT_PROVIDER.test(request.getUrn() ?? "");
	secretSettings = given.flatMap(([name, value]) =>
		IN_STATE.includes(name) && isEnvelope(value) ? [`huaweicloud:${name}`] : [],
	);
	const own = given.map(([name, value]) => [`huaweicloud:${name}`, unwrapSecrets(value)] as const);
	const beside = isExplicit ? readStackConfig() : [];
	storeConfig({
		...Object.fromEntries([...beside, ...own]),
		...(isExplicit && { "huaweicloud:explicit": "true", "huaweicloudSecrets:settings": secretSettings }),
	});
	assertComplete(listSources());
	// Secrets arrive marked, so that what is derived from them can be marked as well.
	return make("ConfigureResponse", {
		setAcceptsecrets: true,
		setSupportspreview: true,
		setSupportsAutonamingConfiguration: true,
	});
}

let configured: string | undefined;
onNewRun(() => (configured = undefined));

/** The engine starts a process for each provider; requests to one that serves several do not say whose they are. */
function refuseOther(urn: string | undefined): void {
	if (configured !== undefined && configured !== urn) {
		throw new Error(
			`This process serves the provider ${configured} already. One that is attached by PULUMI_DEBUG_PROVIDERS serves ` +
				"one provider of a program: leave it to the engine to start the plugin for a program with several.",
		);
	}
	configured = urn;
}

function readStackConfig(): (readonly [string, unknown])[] {
	try {
		const config = JSON.parse(process.env.PULUMI_CONFIG ?? "{}") as Record<string, unknown>;
		return Object.entries(config).flatMap(([key, value]) => {
			const name = /^modelarts:(?:config:)?(.+)$/.exec(key)?.[1];
			return name === undefined ? [] : [[`huaweicloudStack:${name}`, value] as const];
		});
	} catch {
		// Not written by an engine.
		return [];
	}
}
