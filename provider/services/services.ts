import type { Clock } from "./clock";
import type { Demanager } from "./modelarts/instances";
import type { ImsImages } from "./ims/images";
import type { ImsJobs } from "./ims/jobs";
import type { ImsQuotas } from "./ims/quotas";
import type { ImsTags } from "./ims/tags";
import type { NotebookFlavors } from "./modelarts/flavors";
import type { ModelartsImages } from "./modelarts/images";
import type { NotebookMounts } from "./modelarts/notebook-mounts";
import type { NotebookTags } from "./modelarts/notebook-tags";
import type { Notebooks } from "./modelarts/notebooks";
import type { ModelartsQuotas } from "./modelarts/quotas";
import type { Workspaces } from "./modelarts/workspaces";
import type { RecentlyCreated } from "./recently-created";

/** The services as typed functions, in one region and project, with one set of credentials. */
export interface Services {
	readonly region: string;
	readonly projectId: string;

	/** An address that tells one cloud from another: see `findCloudAddress`. */
	readonly endpoint: string;

	/** The shortest time between two polls of one object, in milliseconds. */
	readonly pollInterval: number;

	/** The time that all parts of the provider go by. */
	readonly clock: Clock;

	/** How long after a write reads may show the state before it, in milliseconds. */
	readonly readLag: number;

	/** Objects that were created a short while ago, and may not be shown yet. */
	readonly recentlyCreated: RecentlyCreated;

	/** ModelArts notebook instances ("development environment"). */
	readonly demanager: Demanager;

	/** ModelArts images: containers that are registered for notebooks and jobs. */
	readonly modelartsImages: ModelartsImages;

	/** ModelArts notebooks of the current API. */
	readonly notebooks: Notebooks;

	/** What they can run on. */
	readonly notebookFlavors: NotebookFlavors;

	/** The storages that are mounted on them while they run. */
	readonly notebookMounts: NotebookMounts;

	/** Their tags. */
	readonly notebookTags: NotebookTags;

	/** ModelArts workspaces. */
	readonly workspaces: Workspaces;

	/** The quotas of ModelArts. */
	readonly modelartsQuotas: ModelartsQuotas;

	/** IMS images: disks for servers. */
	readonly imsImages: ImsImages;

	/** The jobs that make IMS images. */
	readonly imsJobs: ImsJobs;

	/** The tags of IMS images. */
	readonly imsTags: ImsTags;

	/** The quotas of IMS. */
	readonly imsQuotas: ImsQuotas;
}
