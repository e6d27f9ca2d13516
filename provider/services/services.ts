import type { Backoff } from "./rate-limit/backoff";
import type { Clock } from "./clock";
import { Account } from "./auth/account";
import { createServices } from "./create-services";
import type { RequestOptions } from "./http/operation";
import type { Demanager } from "./modelarts/instances";
import type { ImsImages } from "./ims/images";
import type { ImsJobs } from "./ims/jobs";
import type { ImsTags } from "./ims/tags";
import type { ModelartsImages } from "./modelarts/images";
import type { NotebookExtras } from "./modelarts/notebook-extras";
import type { Notebooks } from "./modelarts/notebooks";
import { raceAbort } from "./http/race-abort";
import type { Settings } from "./config/configuration";
import { ConfigurationError } from "./config/configuration-error";
import type { Send } from "./http/transport";
import type { RecentlyCreated } from "./recently-created";

/** The services as typed functions, in one region and project, with one set of credentials. */
export interface Services {
	readonly region: string;
	readonly projectId: string;

	/** An address that tells one cloud from another: see `findCloudAddress`. */
	readonly endpoint: string;

	/** The shortest time between two looks at the same thing, in milliseconds. */
	readonly pollInterval: number;

	/** Time, as everybody in here sees it. */
	readonly clock: Clock;

	/** How long after a write reads may show what was before it, in milliseconds. */
	readonly readLag: number;

	/** What was made a short while ago, and may not be shown yet. */
	readonly recentlyCreated: RecentlyCreated;

	/** How many looks a second are allowed, of all requests. */
	readonly pollsPerSecond: number;

	/** ModelArts notebook instances ("development environment"). */
	readonly demanager: Demanager;

	/** ModelArts images: containers that are registered for notebooks and jobs. */
	readonly modelartsImages: ModelartsImages;

	/** ModelArts notebooks of the current API. */
	readonly notebooks: Notebooks;

	/** Their tags and mounted storages. */
	readonly notebookExtras: NotebookExtras;

	/** IMS images: disks for servers. */
	readonly imsImages: ImsImages;

	/** The jobs that make IMS images. */
	readonly imsJobs: ImsJobs;

	/** The tags of IMS images. */
	readonly imsTags: ImsTags;
}

/** Where an object is or shall be. What is left out comes from the settings. */
export interface Place {
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
	at(place: Place, options?: RequestOptions): Promise<Services>;
}

/** What tests replace. */
export interface ServiceRegistryOptions {
	readonly clock?: Clock;
	/** A number from 0 to 1, as `Math.random` gives it. */
	readonly random?: () => number;
	/** @default first delay: the poll interval, at most a second */
	readonly backoff?: Backoff;
	readonly send?: Send;
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
	settings: Settings | (() => Settings),
	options: ServiceRegistryOptions = {},
): ServiceRegistry {
	const places = new Map<string, Promise<Services>>();
	let account: Account | undefined;

	async function open(place: Place, deadline?: number): Promise<Services> {
		account ??= new Account(typeof settings === "function" ? settings() : settings, options);
		const region = place.region ?? account.settings.region;
		if (!region) throw new ConfigurationError(["region is missing: set huaweicloud:region (HW_REGION_NAME)"]);

		const projectId = place.projectId ?? (await account.findProjectId(region, { deadline }));
		const whole: Place = { region, projectId };
		return remember(whole, () => createServices(account as Account, region, projectId));
	}

	/** One cloud a place, also while it is still being looked up; what failed is tried again next time. */
	function remember(place: Place, make: () => Services | Promise<Services>): Promise<Services> {
		const key = JSON.stringify([place.region, place.projectId]);
		const cloud = places.get(key) ?? Promise.resolve().then(make);
		places.set(key, cloud);
		cloud.catch(() => places.delete(key));
		return cloud;
	}

	return {
		async at(place, { signal, deadline } = {}) {
			signal?.throwIfAborted();
			const whole = place.region !== undefined && place.projectId !== undefined;
			const cloud = whole ? open(place) : remember(place, () => open(place, deadline));
			return raceAbort(cloud, signal);
		},
	};
}
