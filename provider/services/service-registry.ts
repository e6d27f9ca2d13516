import { Account, type AccountOptions } from "./auth/account";
import type { Configuration } from "./config/configuration";
import { ConfigurationError } from "./config/configuration-error";
import { createServices } from "./create-services";
import type { RequestOptions } from "./http/operation";
import { raceAbort } from "./http/race-abort";
import type { Services } from "./services";

/** Where an object is or will be. What is left out comes from the configuration. */
export interface Location {
	readonly region?: string;
	readonly projectId?: string;
}

export interface ServiceRegistry {
	/**
	 * The services for a location; the same object for the same location.
	 *
	 * Sends nothing unless the project has to be looked up. The signal ends the caller's wait, not the look-up, which other
	 * callers may be waiting for.
	 *
	 * @throws {ConfigurationError | CredentialsError} for what is missing
	 */
	for(location: Location, options?: RequestOptions): Promise<Services>;
}

/**
 * Access to the cloud with a configuration, which is read on first use.
 *
 * @example
 * ```ts
 * const registry = createServiceRegistry(() => resolveConfiguration({ environment: process.env, config }));
 * const services = await registry.for({ region: "cn-north-4" });
 * await services.demanager.listInstances({});
 * ```
 */
export function createServiceRegistry(
	configuration: Configuration | (() => Configuration),
	options: AccountOptions = {},
): ServiceRegistry {
	const opened = new Map<string, Promise<Services>>();
	let account: Account | undefined;

	async function open(location: Location, deadline?: number): Promise<Services> {
		account ??= new Account(typeof configuration === "function" ? configuration() : configuration, options);
		const region = location.region ?? account.configuration.region;
		if (!region) throw new ConfigurationError(["region is missing: set huaweicloud:region (HW_REGION_NAME)"]);

		const projectId = location.projectId ?? (await account.findProjectId(region, { deadline }));
		return memoize({ region, projectId }, () => createServices(account as Account, region, projectId));
	}

	/** One object for each location, also while its project is being looked up; a failure is not kept. */
	function memoize(location: Location, make: () => Services | Promise<Services>): Promise<Services> {
		const key = JSON.stringify([location.region, location.projectId]);
		const services = opened.get(key) ?? Promise.resolve().then(make);
		opened.set(key, services);
		services.catch(() => opened.delete(key));
		return services;
	}

	return {
		async for(location, { signal, deadline } = {}) {
			signal?.throwIfAborted();
			const isComplete = location.region !== undefined && location.projectId !== undefined;
			const services = isComplete ? open(location) : memoize(location, () => open(location, deadline));
			return raceAbort(services, signal);
		},
	};
}
