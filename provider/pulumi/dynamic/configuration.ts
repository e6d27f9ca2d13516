import type * as RegistryModule from "../../services/service-registry";
import type * as EndpointsModule from "../../services/config/endpoints";
import type { ConfigurationSources } from "../../services/config/configuration-keys";
import type * as SettingsModule from "../../services/config/configuration";
import type { Defaults, Session } from "../../lifecycle/session";
import { unwrapSecrets } from "../../secrets/secrets";
import { onNewRun } from "./run";

/** The configuration of all namespaces, `namespace:key`, secrets in clear text; as the engine hands it over. */
export type RawConfig = Record<string, unknown>;

const NAMESPACE = "huaweicloud:";

/** An explicit `Provider` adds this key to its arguments; the stack's configuration does not have it. */
const EXPLICIT = `${NAMESPACE}explicit`;

/** The stack's configuration beside the arguments of an explicit `Provider`. */
const BESIDE_EXPLICIT = "huaweicloudStack:";

/** Which settings of an explicit `Provider` are secret: `huaweicloud:defaultTags`. */
const SECRETS_OF_EXPLICIT = "huaweicloudSecrets:settings";

let rawConfig: RawConfig = {};
let registry: RegistryModule.ServiceRegistry | undefined;

/**
 * Stores the configuration, and no more: the dynamic provider uses a handler before its `configure` has ended, and
 * ignores an error of `configure`.
 */
export function storeConfig(config: RawConfig): void {
	// Each kind of resource is configured separately, with the same configuration; all share one set of connections.
	rawConfig = config;
}

/**
 * Opens the services. Their modules and the settings are loaded with the first use, so that a preview without changes loads
 * neither.
 */
export function openServiceRegistry(): RegistryModule.ServiceRegistry {
	registry ??= (require("../../services/service-registry") as typeof RegistryModule).createServiceRegistry(
		readConfiguration,
	);
	return registry;
}

/** Defaults from the settings for inputs that a program omits. */
export function readDefaults(): Defaults {
	const { defaultTags, enterpriseProjectId } = readConfiguration();
	return { tags: defaultTags, enterpriseProjectId };
}

let session: Session = { readDefaults };

/** All kinds of resources of a run share it. It is light, as a preview without changes needs it. */
export function currentSession(): Session {
	return session;
}

onNewRun(() => {
	registry = undefined;
	session = { readDefaults };
});

/**
 * Lists the secret settings, as `huaweicloud:<name>`. An explicit provider lists its own; those of the stack's
 * configuration only the program knows.
 */
export function listSecretSettings(known: readonly string[]): readonly string[] {
	if (!(EXPLICIT in rawConfig)) return known;
	const secrets = rawConfig[SECRETS_OF_EXPLICIT];
	return Array.isArray(secrets) ? secrets.filter((name) => typeof name === "string") : [];
}

/** Finds the values of {@link readDefaults} that come from secret settings. */
export function findSecretDefaults(secretSettings: readonly string[]): readonly string[] {
	if (secretSettings.length === 0) return [];
	const { tags, enterpriseProjectId } = readDefaults();
	const values = {
		"huaweicloud:defaultTags": Object.values(tags ?? {}),
		"huaweicloud:enterpriseProjectId": [enterpriseProjectId],
	};
	return Object.entries(values)
		.flatMap(([name, texts]) => (secretSettings.includes(name) ? texts : []))
		.filter((text) => text !== undefined);
}

/** The address that identifies the cloud of a region; empty if the settings are invalid. */
export function findCloudAddress(region: string): string {
	try {
		return (require("../../services/config/endpoints") as typeof EndpointsModule).findCloudAddress(
			region,
			readConfiguration(),
		);
	} catch {
		// The first request reports the reason.
		return "";
	}
}

/** The configuration of this process. */
export function readConfiguration(): SettingsModule.Configuration {
	const { resolveConfiguration } = require("../../services/config/configuration") as typeof SettingsModule;
	return resolveConfiguration(listSources());
}

/** What the configuration is read from, unread. */
export function listSources(): ConfigurationSources {
	const explicit = EXPLICIT in rawConfig;
	return {
		explicit: explicit ? pickNamespace(NAMESPACE) : undefined,
		environment: process.env,
		config: pickNamespace(explicit ? BESIDE_EXPLICIT : NAMESPACE),
	};
}

function pickNamespace(namespace: string): Record<string, unknown> {
	const entries = Object.entries(rawConfig).filter(([key]) => key.startsWith(namespace) && key !== EXPLICIT);
	return Object.fromEntries(entries.map(([key, value]) => [key.slice(namespace.length), unwrapSecrets(value)]));
}
