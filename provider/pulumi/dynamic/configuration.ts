import type * as RegistryModule from "../../services/service-registry";
import type * as EndpointsModule from "../../services/config/endpoints";
import type * as SettingsModule from "../../services/config/configuration";
import type { Defaults, Session } from "../../lifecycle/session";
import { unwrapSecrets } from "../../secrets/secrets";

/** The configuration of all namespaces, `namespace:key`, secrets in clear text; as the engine hands it over. */
export type RawConfig = Record<string, unknown>;

const NAMESPACE = "huaweicloud:";

/** What an explicit `Provider` adds to its arguments, to be told from the stack's configuration. */
const EXPLICIT = `${NAMESPACE}explicit`;

/** The stack's configuration beside the arguments of an explicit `Provider`. */
const BESIDE_EXPLICIT = "huaweicloudStack:";

/** Which settings of an explicit `Provider` are secret: `huaweicloud:defaultTags`. */
const SECRETS_OF_EXPLICIT = "huaweicloudSecrets:settings";

let rawConfig: RawConfig = {};
let clouds: RegistryModule.ServiceRegistry | undefined;

/**
 * Takes note of the configuration, and no more: the dynamic provider uses a handler before its `configure` has come to
 * an end, and goes on without it when it throws.
 */
export function noteConfig(config: RawConfig): void {
	// Each kind of resource is configured by itself, with the same configuration; one set of connections serves all.
	rawConfig = config;
}

/**
 * The services. They are loaded, and settings are read, when the first of them is used, so that a preview without changes
 * does neither.
 */
export function openClouds(): RegistryModule.ServiceRegistry {
	clouds ??= (require("../../services/service-registry") as typeof RegistryModule).createServiceRegistry(readSettings);
	return clouds;
}

/** What the settings say of inputs that a program does not give. */
export function readDefaults(): Defaults {
	const { defaultTags, enterpriseProjectId } = readSettings();
	return { tags: defaultTags, enterpriseProjectId };
}

/** All kinds of resources of this process share it. It is light, as a preview without changes needs it. */
export const session: Session = { readDefaults };

/**
 * Settings that are secret, as `huaweicloud:<name>`: of an explicit provider it says so itself, of the stack's configuration
 * only the program knows.
 */
export function listSecretSettings(known: readonly string[]): readonly string[] {
	if (!(EXPLICIT in rawConfig)) return known;
	const secrets = rawConfig[SECRETS_OF_EXPLICIT];
	return Array.isArray(secrets) ? secrets.filter((name) => typeof name === "string") : [];
}

/** The texts that {@link readDefaults} has from settings that are secret. */
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

/** What tells one cloud from another in a region; the empty text where the settings cannot be used. */
export function findCloudAddress(region: string): string {
	try {
		return (require("../../services/config/endpoints") as typeof EndpointsModule).findCloudAddress(
			region,
			readSettings(),
		);
	} catch {
		// Whoever sends a request says why.
		return "";
	}
}

/** The settings of this process. */
export function readSettings(): SettingsModule.Configuration {
	const explicit = EXPLICIT in rawConfig;
	return (require("../../services/config/configuration") as typeof SettingsModule).resolveConfiguration({
		explicit: explicit ? pickNamespace(NAMESPACE) : undefined,
		environment: process.env,
		config: pickNamespace(explicit ? BESIDE_EXPLICIT : NAMESPACE),
	});
}

function pickNamespace(namespace: string): Record<string, unknown> {
	const entries = Object.entries(rawConfig).filter(([key]) => key.startsWith(namespace) && key !== EXPLICIT);
	return Object.fromEntries(entries.map(([key, value]) => [key.slice(namespace.length), unwrapSecrets(value)]));
}
