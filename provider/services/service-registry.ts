import { Account, type AccountOptions } from "./auth/account";
import type { Configuration } from "./config/configuration";
import { ConfigurationError } from "./config/configuration-error";
import { createServices } from "./create-services";
import type { RequestOptions } from "./http/operation";
import { raceAbort } from "./http/race-abort";
import type { Services } from "./services";

/** Where an object is or shall be. What is left out comes from the settings. */
export interface Location {
	readonly region?: string;
	readonly projectId?: string;
}

export interface ServiceRegistry {
	/**
	 * The services at that place; the same object for the same place.
	 *
	 * Sends nothing unless the project has to be looked up. The signal ends the caller's waiting, not the look-up, which
	 * others may be waiting for.
	 *
	 * @throws {SettingsError | CredentialsError} for what is missing
	 */
	for(place: Location, options?: RequestOptions): Promise<Services>;
}

/**
 * Access to the cloud with these settings, which are read when first needed.
 *
 * @example
 * ```ts
 * const clouds = createClouds(() => resolveSettings({ environment: process.env, config }));
 * const cloud = await clouds.at({ region: "cn-north-4" });
 * await cloud.demanager.listInstances({});
 * ```
 */
export function createServiceRegistry(
	settings: Configuration | (() => Configuration),
	options: AccountOptions = {},
): ServiceRegistry {
	const places = new Map<string, Promise<Services>>();
	let account: Account | undefined;

	async function open(place: Location, deadline?: number): Promise<Services> {
		account ??= new Account(typeof settings === "function" ? settings() : settings, options);
		const region = place.region ?? account.configuration.region;
		if (!region) throw new ConfigurationError(["region is missing: set huaweicloud:region (HW_REGION_NAME)"]);

		const projectId = place.projectId ?? (await account.findProjectId(region, { deadline }));
		const whole: Location = { region, projectId };
		return remember(whole, () => createServices(account as Account, region, projectId));
	}

	/** One cloud a place, also while it is still being looked up; what failed is tried again next time. */
	function remember(place: Location, make: () => Services | Promise<Services>): Promise<Services> {
		const key = JSON.stringify([place.region, place.projectId]);
		const cloud = places.get(key) ?? Promise.resolve().then(make);
		places.set(key, cloud);
		cloud.catch(() => places.delete(key));
		return cloud;
	}

	return {
		async for(place, { signal, deadline } = {}) {
			signal?.throwIfAborted();
			const whole = place.region !== undefined && place.projectId !== undefined;
			const cloud = whole ? open(place) : remember(place, () => open(place, deadline));
			return raceAbort(cloud, signal);
		},
	};
}
