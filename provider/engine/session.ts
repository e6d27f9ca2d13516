import { createClouds } from "../cloud/cloud";
import { resolveSettings, type Settings } from "../cloud/settings";

type Clouds = ReturnType<typeof createClouds>;

/** The configuration of all namespaces, `namespace:key`, secrets in clear text; as the engine hands it over. */
export type RawConfig = Record<string, unknown>;

const NAMESPACE = "huaweicloud:";

/** What an explicit `Provider` adds to its arguments, to be told from the stack's configuration. */
export const EXPLICIT = `${NAMESPACE}explicit`;

/** The stack's configuration beside the arguments of an explicit `Provider`. */
export const BESIDE_EXPLICIT = "huaweicloudStack:";

let rawConfig: RawConfig = {};
let session: { settings: Settings; clouds: Clouds } | undefined;

/**
 * Takes note of the configuration, and no more: the dynamic provider uses a handler before its `configure` has come to
 * an end, and goes on without it when it throws.
 */
export function noteConfig(config: RawConfig): void {
	rawConfig = config;
	session = undefined;
}

/** The services with their settings: read when first needed, so that a preview without changes reads none. */
export function openSession(): { settings: Settings; clouds: Clouds } {
	if (!session) {
		const explicit = EXPLICIT in rawConfig;
		const settings = resolveSettings({
			explicit: explicit ? pickNamespace(NAMESPACE) : undefined,
			environment: process.env,
			config: pickNamespace(explicit ? BESIDE_EXPLICIT : NAMESPACE),
		});
		session = { settings, clouds: createClouds(settings) };
	}

	return session;
}

function pickNamespace(namespace: string): Record<string, unknown> {
	const entries = Object.entries(rawConfig).filter(([key]) => key.startsWith(namespace) && key !== EXPLICIT);
	return Object.fromEntries(entries.map(([key, value]) => [key.slice(namespace.length), value]));
}
